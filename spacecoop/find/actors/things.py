"""What the words right beside a name say of it: a coin's noun, "the startup", "members of".

What the document makes of it elsewhere is the business of ``revision``.
"""

from __future__ import annotations

import re
from functools import cache

from spacecoop import lexicon
from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.tables.mentions import MentionKind

PLURAL = re.compile(r"[A-Z]{2,6}s")
LONGEST_COIN = 14
LONGEST_DATELINE = 60
DATELINE = re.compile(
    r"(?:, [A-Z][\w .]{1,24})?(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?,?(?: \([\w .-]{2,24}\))? ?(?:--|[–—]|- )"
)
DATELINE_END = re.compile(r"\) ?(?:--?|[–—])")
FIGURE_AFTER = re.compile(r"[ \u00a0]?\d")
FIGURE_BEFORE = re.compile(r"\d(?: ?(?:thousand|million|billion|trillion|mln|bn|m|k))?[ \u00a0]$")
LETTERS = re.compile("[a-z]*")
WORD_BEFORE = re.compile(r"([a-z][a-z-]+) [\"“‘']?$")
SEAM = " \"“‘'"
DESCRIBED = re.compile(
    r", (?:an?|the) (?:[\w’'-]+ ){0,4}?([a-z-]+)(?=[,.;)]| that | which | in | from | based | with | specialis)"
)
OFFICE_BEHIND = re.compile(
    r",(?! (?:and|or|whose|which|who|with|as)\b) (?:an? |the |its |their )?(?:[\w’'-]+ ){0,3}?([\w-]+)(?= (?:of|at|for|to|from) |[,.])"
)
SHARED_OFFICES = frozenset("chief guard head leader model partner police staff trustee".split())  # of bodies too
OWNED = re.compile(r"\b[A-Z]{3,8}[’']s $")
VERB = re.compile(r" ([a-z]+)\b")
LONGEST_LIST = 120
LISTED = re.compile(
    r"\b(companies|contractors|firms|start-?ups) (?:[A-Z][\w’-]+(?: [A-Z][\w-]+){0,2}, ){0,4}[A-Z][\w’-]+(?: [A-Z][\w-]+){0,2},? and $"
)
THE_BEFORE = re.compile(r"\b[Tt]he $")
BEHIND = re.compile(r" (foundation|consortium|news agency|startup|start-up|think tank|newspaper|airline)\b")
TOLD = re.compile(r"\b(?:told|tells|telling|according to|quoted by|reported by|interview with|broadcaster) $")
CENTRES = re.compile(
    r"(?:, [A-Z]\w+)?(?:,? and [A-Z]\w+)? (?:(?:space|field|flight|research) ){0,2}[Cc]ent(?:er|re)s\b"
)
CENTRE_NAMES = ("Space Center", "Space Flight Center", "Research Center")
MEMBER_OF = re.compile(r"\b[Mm]embers? of $")


def is_plural_acronym(word: str) -> bool:
    """ "NGOs", "SMEs": several of a thing."""
    return word[-1:] == "s" and PLURAL.fullmatch(word) is not None


def is_of_currency(text: str, end: int, words: Vocabulary) -> bool:
    """Whether a sign or a coin's noun follows: "US$5", "Singapore dollars"."""
    after = text[end : end + LONGEST_COIN]
    if after[:1] == " ":
        noun = after[1:].split(" ", 1)[0]
        if noun.isalpha():
            return noun in words.coins
        # "US $5" names a currency, "and Germany $5 million" a giver
        return (noun[:1] == "$" and text[end - 2 : end].isupper()) or LETTERS.match(noun)[0] in words.coins  # type: ignore[index]
    return after[:1] == "$" or after[:2] == "-$"


def is_currency_code(text: str, start: int, end: int) -> bool:
    """Whether the word is an ISO 4217 code beside a figure: "EUR 40 million", "40 million EUR"."""
    if text[start:end] not in codes():
        return False
    return (
        FIGURE_AFTER.match(text, end) is not None or FIGURE_BEFORE.search(text, max(0, start - 16), start) is not None
    )


@cache
def codes() -> frozenset[str]:
    """The codes of all currencies."""
    return frozenset(currency.code for currency in lexicon.currencies())


def is_dateline_outlet(text: str, start: int, end: int) -> bool:
    """Whether it stands in brackets at the end of a date line: "LIMA, May 3 (Andes Wire) --"."""
    if text[start - 1 : start] != "(" or DATELINE_END.match(text, end) is None:
        return False
    line = text.rfind("\n", max(0, start - LONGEST_DATELINE), start) + 1
    return start - line < LONGEST_DATELINE and ". " not in text[line:start].replace("Jan. ", "")


def opens_dateline(text: str, start: int, end: int) -> bool:
    """Whether it begins a line as a date line does: "LIMA, May 3 --", "Graz (AFP) -"."""
    return (start == 0 or text[start - 1] == "\n") and DATELINE.match(text, end) is not None


def beside_noun(text: str, start: int, end: int, words: Vocabulary) -> MentionKind | None:
    """The kind that a common noun right beside gives: "the startup Gravix", "Gravix, a Belgian firm"."""
    before = WORD_BEFORE.search(text, max(0, start - 24), start) if text[start - 1 : start] in SEAM else None
    noun = before.group(1) if before is not None else ""
    if noun not in words.named_bodies:
        aside = DESCRIBED.match(text, end)
        noun = aside.group(1) if aside is not None else ""
    if noun not in words.named_bodies and text[start - 5 : start] == " and ":
        listed = LISTED.search(text, max(0, start - LONGEST_LIST), start)
        noun = listed.group(1) if listed is not None else ""
    if noun not in words.named_bodies and THE_BEFORE.search(text, max(0, start - 4), start):
        behind = BEHIND.match(text, end)
        noun = behind.group(1).replace(" ", "-") if behind is not None else ""
    return words.named_bodies.get(noun)


def is_official(text: str, start: int, end: int, words: Vocabulary) -> bool:
    """Whether an office follows as only people have: ", director general of", or a body's own speaker speaks: "BRIN's X
    said"."""
    aside = OFFICE_BEHIND.match(text, end)
    if aside is not None and aside.group(1).lower() in words.offices - SHARED_OFFICES:
        return True
    verb = VERB.match(text, end)
    return (
        verb is not None and verb.group(1) in words.speech and OWNED.search(text, max(0, start - 14), start) is not None
    )


def short_centre(text: str, segment: Segment, names: Gazetteer) -> Listed | None:
    """The centre of an agency that a list names by its first word: "the Johnson and Kennedy centers"."""
    word = segment.words[0].text
    if len(segment.words) > 1 or word not in names.longer or CENTRES.match(text, segment.end) is None:
        return None
    owned = (o for kind in CENTRE_NAMES for o in names.own(f"{word} {kind}"))
    return next((o for o in owned if o.kind == "agency"), None)


def is_membership(text: str, start: int) -> bool:
    """ "Member of Parliament" is an office."""
    return MEMBER_OF.search(text, max(0, start - 12), start) is not None


def is_told(text: str, start: int) -> bool:
    """Whether somebody tells it something: "told CCTV" is the broadcaster, not the cameras."""
    return TOLD.search(text, max(0, start - 20), start) is not None
