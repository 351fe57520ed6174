"""What opens a sentence before its main clause: a date line, a participle.

Who the clause is about is found in ``phrases``.
"""

from __future__ import annotations

from spacecoop.find.statements.words import Word

DATELINE = 14  # words before the dash or colon that ends a date line


def after_dateline(words: list[Word]) -> int:
    """Where a sentence begins behind what opens the article or stands over it: "LIMA, May 3 --", "New Delhi:"."""
    is_set_off = False
    for i, word in enumerate(words[:DATELINE]):
        if word.tag == "colon" or (word.tag == "dash" and (is_set_off or words[0].text.isupper())):
            return i + 1 if i and i + 1 < len(words) else 0
        is_set_off = is_set_off or word.tag in ("comma", "open") or word.text[0].isdigit()
        if word.tag not in ("name", "time", "comma", "open", "close") and not word.text[0].isdigit():
            return 0
    return 0


def is_participle(words: list[Word], at: int) -> bool:
    """Whether a participle opens the sentence ("Asked about it, ...") and no name of its form ("Mohammed", "Ed")."""
    word = words[at]
    if not word.text[:1].isupper() or len(word.low) < 5 or not word.low.endswith(("ing", "ed")):
        return False
    following = words[at + 1] if at + 1 < len(words) else word
    is_led = following.tag in ("preposition", "adverb", "conjunction", "time") and following.low != "of"
    return is_led if word.low.endswith("ed") else True
