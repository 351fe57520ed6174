"""Who a clause is about: noun phrases beside a reporting verb, found by walking from it to the nearest boundary.

No parser: a phrase ends at a preposition, conjunction, comma or verb. Which verb counts is decided in ``cues``.
"""

from __future__ import annotations

from spacecoop.find.statements.openings import after_dateline, is_participle
from spacecoop.find.statements.words import Word, cue_class, is_role, lexicon
from spacecoop.frozen import frozen

EDGES = frozenset(
    "quote comma semicolon colon dash open close mark stop preposition conjunction relative auxiliary".split()
)
SUBORDINATING = frozenset(
    "although because if lest once than though unless until what whatever when whenever where whereas whether while "
    "why how".split()
)
INFORMED = frozenset("briefed close familiar involved knowledgeable privy".split())
LONGEST = 12  # words of one phrase
APPOSED = 25  # words of an apposition that are looked over
SETTING = 5  # words of "in an emailed statement"


@frozen
class Phrase:
    """Words ``[start, end)`` of a window; ``head_end`` leaves out what a preposition attaches ("of the mission")."""

    start: int
    end: int
    head_end: int


def subject_before(words: list[Word], verb: int) -> Phrase | None:
    """The phrase that is the subject of the verb at ``words[verb]``; null when it has none to its left."""
    end = _skip_modifiers(words, verb)
    if end == 0:
        return None
    before = words[end - 1]
    if before.tag == "relative":
        end -= 1
        if end and words[end - 1].tag == "comma":
            end -= 1
        return phrase_ending_at(words, end)
    if before.tag == "comma" and (named := before_apposition(words, end, ("relative", "conjunction", "determiner"))):
        return named
    if before.tag == "conjunction" and (joint := _shared(words, end - 1)):
        return joint
    if before.tag in EDGES:
        return clause_subject(words, end)
    phrase = phrase_ending_at(words, end)
    if phrase is not None and _is_issued(words, phrase, verb):
        return subject_before(words, phrase.start - 1)
    return clause_subject(words, end) if phrase is None else _told_of(words, phrase) or phrase


def _told_of(words: list[Word], phrase: Phrase) -> Phrase | None:
    """ "Ana Lima who is the head of the yard said": the name before a relative clause that nothing sets off."""
    for i in range(phrase.start - 1, max(phrase.start - LONGEST, 0), -1):
        if words[i].tag in ("comma", "quote", "dash", "semicolon", "colon", "conjunction", "stop"):
            return None
        if words[i].low == "who":
            is_name = words[i - 1].tag == "name" and words[i + 1].tag == "auxiliary"
            return phrase_ending_at(words, i) if is_name else None
    return None


def before_apposition(words: list[Word], verb: int, leads: tuple[str, ...]) -> Phrase | None:
    """The name before or after an office between commas: "..., Ana Lima, head of the yard, said".

    ``leads`` are the parts that may stand before it: a comma, or the "that" and "which" of a clause.
    """
    for at in range(verb - 2, max(0, verb - APPOSED), -1):
        phrase = phrase_ending_at(words, at) if words[at].tag == "comma" else None
        if phrase is None or not phrase.start:
            continue
        lead = words[phrase.start - 1]
        is_with = (
            lead.low == "with" and verb < len(words) and words[verb].low.endswith("ing")
        )  # "with Ana Lima, head of the yard, saying"
        if not is_with and (
            lead.tag not in leads
            or (lead.tag != "comma" and lead.low not in ("that", "what", "which", "whom", "whose"))
        ):
            continue
        aside = words[at + 1 : verb - 1]
        if words[phrase.head_end - 1].tag == "name" and any(is_role(word) for word in aside[:6]):
            return phrase
        if is_role(words[phrase.head_end - 1]) and aside and all(word.tag == "name" for word in aside):
            return Phrase(phrase.start, verb - 1, verb - 1)
    return None


def _shared(words: list[Word], end: int) -> Phrase | None:
    """The subject that a second verb shares with the first: "Director of Robots Ana Lima noted it and called"."""
    for i in range(end - 1, 0, -1):
        if cue_class(words, i) is not None and words[i - 1].tag == "name":
            return phrase_ending_at(words, i)
    return None


def _is_issued(words: list[Word], phrase: Phrase, verb: int) -> bool:
    """ "The board issued a paper calling ...": who issues it speaks."""
    head, before = words[phrase.head_end - 1], words[phrase.start - 1] if phrase.start else None
    is_paper = before is not None and before.low in lexicon().issuing and head.low in lexicon().papers
    return is_paper and words[verb].low.endswith("ing")


def _skip_modifiers(words: list[Word], end: int) -> int:
    """Leftwards over "has also since", "on Tuesday" and "(R-Utah)"."""
    while end:
        before = words[end - 1]
        if (aside := _part(words, end)) is not None:
            end = aside
        elif before.tag in ("adverb", "auxiliary", "time") or (
            before.tag == "preposition" and end < len(words) and words[end].tag == "time"
        ):
            end -= 1
        elif before.tag == "close":
            opening = end - 1
            while opening and words[opening].tag != "open" and end - opening < LONGEST:
                opening -= 1
            if words[opening].tag != "open":
                return end
            end = opening
        else:
            return end
    return end


def _part(words: list[Word], end: int) -> int | None:
    """Where "for her part" begins, with the comma behind it, if that ends at ``end``."""
    at = end - (words[end - 1].tag == "comma")
    is_part = at > 2 and words[at - 1].low == "part" and words[at - 2].tag == "determiner"
    return at - 3 if is_part and words[at - 3].low in ("for", "on") else None


def phrase_ending_at(words: list[Word], end: int) -> Phrase | None:
    """The noun phrase whose last word is ``words[end - 1]``, with what it is attached to: "a member of the team"."""
    if end > 2 and words[end - 1].tag == "determiner" and words[end - 2].low == "of":  # "the mother of three"
        owner = phrase_ending_at(words, end - 2)
        return None if owner is None else Phrase(owner.start, end, owner.head_end)
    if end > 1 and words[end - 1].low.endswith("ed") and words[end - 1].tag == "word" and is_role(words[end - 2]):
        end -= 1  # "a study printed last autumn found"
    start = _walk_left(words, end)
    if start == end or not _is_nominal(words, start, end):
        return None
    head_end = end
    if words[start].tag == "pronoun":
        return Phrase(start, end, end)
    for _ in range(3):
        attached = _attached_at(words, start)
        if attached is None:
            break
        owner = _walk_left(words, attached)
        if owner == attached or not _owns(words, owner, attached):
            break
        start, head_end = owner, attached
    return Phrase(start, end, head_end)


def _attached_at(words: list[Word], start: int) -> int | None:
    """Where what links a phrase to its owner begins: "of the yard", "familiar with the talks", "with knowledge of it"."""
    if start == 0 or words[start - 1].tag != "preposition":
        return None
    if start > 1 and words[start - 2].low in INFORMED:
        return start - 2
    if start > 2 and words[start - 2].low == "knowledge" and words[start - 3].low == "with":
        return start - 3
    return start - 1 if words[start - 1].low in lexicon().attaching else None


def _walk_left(words: list[Word], end: int) -> int:
    i = end
    while i > max(end - LONGEST, 0):
        word = words[i - 1]
        if word.tag in EDGES or word.low == "that" or (word.tag in ("adverb", "time") and i == end):
            return i
        if word.tag == "pronoun":
            return i - 1 if i == end else i
        if word.tag == "adverb" or (cue_class(words, i - 1) and not is_role(word)):
            return i
        i -= 1
        if word.tag == "determiner":
            return i - 1 if i and words[i - 1].tag == "determiner" else i  # "the two"
    return i


def _is_nominal(words: list[Word], start: int, end: int) -> bool:
    """Whether the words can name somebody: a name, a determiner's noun, a pronoun or a noun that speaks."""
    first, last = words[start], words[end - 1]
    if first.tag == "pronoun":
        return True
    if first.tag == "determiner":
        return end - start > 1 or first.low in ("one", "some", "many", "others", "both", "several")
    return last.tag == "name" or is_role(last) or any(word.tag == "name" for word in words[start:end])


def _owns(words: list[Word], start: int, end: int) -> bool:
    last = words[end - 1]
    if last.tag == "time":
        return False
    return last.tag == "name" or is_role(last) or last.low in ("one", "some", "most", "many", "both", "none", "several")


def phrase_starting_at(words: list[Word], start: int, limit: int, is_whole: bool = False) -> Phrase | None:
    """The noun phrase whose first word is ``words[start]``, ended before ``limit``.

    ``is_whole`` says that no verb follows it, so that a noun of any kind may end it.
    """
    limit = min(limit, start + LONGEST)
    if start >= limit:
        return None
    if words[start].tag == "pronoun":
        return Phrase(start, start + 1, start + 1)
    end = start + (words[start].tag == "determiner")
    while end < limit:
        word = words[end]
        if word.tag in EDGES or word.tag in ("adverb", "time", "pronoun", "determiner"):
            break
        if cue_class(words, end) and not is_role(word):
            break
        is_placed = end + 1 < limit and words[end + 1].tag == "preposition"
        if end > start + 1 and is_placed and word.tag == "word" and word.low.endswith("ed"):
            break  # "a note issued at the end"
        end += 1
    trimmed = _trim(words, start, end)
    if not (is_whole and words[start].tag == "determiner") or is_role(words[trimmed - 1]):
        end = trimmed
    if end == start or not _is_nominal(words, start, end):
        return None
    return _attach_right(words, Phrase(start, end, end), limit)


def _trim(words: list[Word], start: int, end: int) -> int:
    """Cuts a phrase after its last name or speaking noun, so that no verb of an unknown kind stays in it."""
    known = [i for i in range(start, end) if words[i].tag == "name" or is_role(words[i])]
    if not known:
        return min(end, start + 2) if words[start].tag == "determiner" else start
    last = known[0]
    for i in known:
        # Between a name and its office other words may stand ("U.S. space agency"); a name after them is another's.
        if i > last + 1 and not (is_role(words[i]) and i <= last + 2):
            break
        last = i
    if is_possessive(words[last]) and last + 1 < end:  # what "Prado's advice" says is nobody's word
        owned = next((i for i in range(last + 1, min(last + 4, end)) if is_role(words[i])), None)
        return start if owned is None else owned + 1
    return last + 1


def speaks(words: list[Word], phrase: Phrase) -> bool:
    """Whether the phrase names somebody who can speak: a name, a pronoun, an office, a body."""
    heads = words[phrase.start : phrase.head_end]
    return any(word.tag in ("name", "pronoun") or is_role(word) for word in heads)


def is_possessive(word: Word) -> bool:
    """Whether a name owns what follows it: "Prado's"."""
    return word.tag == "name" and word.low.endswith(("'s", "s'"))


def _attach_right(words: list[Word], phrase: Phrase, limit: int) -> Phrase:
    is_head = is_role(words[phrase.end - 1]) or words[phrase.start].low in ("one", "some", "many", "both")
    if not is_head or phrase.end + 1 >= limit or words[phrase.end].low not in lexicon().attaching:
        return phrase
    owned = phrase_starting_at(words, phrase.end + 1, limit, is_whole=True)
    if owned is not None:
        return phrase if words[owned.start].tag == "pronoun" else Phrase(phrase.start, owned.end, phrase.head_end)
    end = phrase.end + 1
    while end < limit and words[end].tag == "word" and cue_class(words, end) is None:
        end += 1
    # "in space law," but not "in what he called": a noun phrase that nothing continues.
    is_noun = end > phrase.end + 1 and (
        end == len(words) or words[end].tag in ("comma", "stop", "quote", "conjunction")
    )
    return Phrase(phrase.start, end, phrase.head_end) if is_noun else phrase


def clause_subject(words: list[Word], end: int) -> Phrase | None:
    """The phrase that opens the main clause before ``end``: introductory phrases and subordinate clauses passed over.

    "The chief engineer of the yard, Chen Jie, told" gives the name that stands in apposition.
    """
    starts = [after_dateline(words)] + [
        i + 1 for i in range(end) if words[i].tag in ("comma", "dash", "semicolon", "colon", "close")
    ]
    opening: Phrase | None = None
    for at, start in enumerate(starts[:LONGEST]):
        stop = starts[at + 1] - 1 if at + 1 < len(starts) else end
        first = start
        while first < min(stop, start + LONGEST) and (
            words[first].tag in ("adverb", "quote", "open", "auxiliary")
            or (words[first].tag == "conjunction" and words[first].low not in SUBORDINATING)
            or words[first].low == "that"
            or (words[first].low == "as" and _is_quoted_as(words, first, stop))
            or _is_inverted(words, first)
        ):
            first += 1
        introduced = _introduced_name(words, first, stop) if opening is not None else None
        if introduced is not None:
            return introduced
        if first >= stop or words[first].tag in ("preposition", "relative", "conjunction", "time"):
            continue
        if is_participle(words, first):
            continue
        phrase = phrase_starting_at(words, first, stop)
        if phrase is None:
            continue
        if opening is None:
            opening = phrase
            head = words[phrase.head_end - 1]
            if (head.tag == "name" and head.low not in lexicon().people) or words[phrase.start].tag == "pronoun":
                return phrase
        elif phrase.end == stop and words[phrase.start].tag == "name" and stop + 1 >= end:
            return phrase
    return opening


def _is_quoted_as(words: list[Word], at: int, stop: int) -> bool:
    """ "As Ines Prado, a lawyer, put it": a name alone between the conjunction and its apposition."""
    phrase = phrase_starting_at(words, at + 1, stop)
    is_name = phrase is not None and words[phrase.head_end - 1].tag == "name"
    return phrase is not None and is_name and (phrase.end == stop or words[phrase.end].low == "used")


def is_apposition(words: list[Word]) -> bool:
    """Whether the words between two commas say who somebody is: an office that nothing but its field follows."""
    office = next((i for i, word in enumerate(words[:6]) if word.low in lexicon().people), None)
    if office is None or words[0].tag == "preposition":
        return False
    return office + 1 == len(words) or words[office + 1].low in lexicon().attaching or is_role(words[office + 1])


def after_setting(words: list[Word], first: int) -> int:
    """Past where and when somebody says it: "on Monday", "in a statement", "by email", "in an interview with Sur"."""
    at = first
    while at < len(words):
        if words[at].tag == "time":
            at += 1
            continue
        end = _setting_end(words, at) if words[at].tag == "preposition" else at
        if end == at:
            return at
        at = end
    return at


def _setting_end(words: list[Word], at: int) -> int:
    for k in range(at + 1, min(at + SETTING, len(words))):
        if words[k].low in lexicon().papers or words[k].tag == "time":
            if k + 1 < len(words) and words[k + 1].low in lexicon().papers:
                continue  # "a video message"
            outlet = phrase_starting_at(words, k + 2, len(words)) if k + 2 < len(words) else None
            is_named = words[k + 1 : k + 2] and words[k + 1].low in ("from", "to", "with")
            return outlet.end if outlet is not None and is_named and words[outlet.start].tag == "name" else k + 1
        if words[k].tag not in ("determiner", "word", "name") or cue_class(words, k) is not None:
            return at
    return at


def _introduced_name(words: list[Word], start: int, stop: int) -> Phrase | None:
    """The name in "who introduced herself as X", "who gave his name as X"."""
    if start >= stop or words[start].tag != "relative":
        return None
    for i in range(start + 1, stop - 2):
        if words[i].low in ("himself", "herself", "name") and words[i + 1].low == "as":
            phrase = phrase_starting_at(words, i + 2, stop)
            return phrase if phrase is not None and words[phrase.start].tag == "name" else None
    return None


def _is_inverted(words: list[Word], verb: int) -> bool:
    """Whether a reporting verb follows the quoted words, so that its subject comes after it."""
    return verb > 0 and words[verb - 1].tag in ("comma", "quote") and cue_class(words, verb) is not None


def name_start(words: list[Word], phrase: Phrase) -> int | None:
    """Where the bare name of the phrase's head begins, titles left out; null when the head is no name."""
    end = phrase.head_end
    if words[end - 1].tag != "name":
        return None
    start = end
    while start > phrase.start and words[start - 1].tag == "name":
        start -= 1
    titles = lexicon().titles
    if all(word.low in lexicon().people for word in words[start:end]):  # "The Minister"
        return None
    for i in range(end - 2, start - 1, -1):
        if words[i].low.rstrip(".") in titles or words[i].low.endswith("'s"):
            return i + 1
    return start
