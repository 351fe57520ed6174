"""Where a meeting is held: the town and country that the words around its namings give, and the venue.

Which words are places is the actor finder's knowledge and the lexicon's; here they are tied to meetings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.lexicon import places
from spacecoop.link.conferences.clause import Clause
from spacecoop.link.conferences.dates import SERIES_THAT
from spacecoop.link.conferences.model import Draft, Head, Meeting, Span
from spacecoop.link.conferences.terms import terms
from spacecoop.link.conferences.towns import country_codes, town_of, towns
from spacecoop.tables import ActorMention
from spacecoop.text import Reading

BEFORE_PLACE = re.compile(
    r"\b(?:in|at|to|near|outside|from|(?:announced|booked|scheduled|planned|set|slated|due|chosen)\s+for)\s+(?:the\s+)?(?:\w+\s+(?:city|town|capital)\s+of\s+)?$",
    re.I,
)
WHERE_AFTER = re.compile(r",?\s+where\s")
THERE = re.compile(
    r"\b(?:held|met|organi[sz]ed|staged|gathered|opened|brought|came)\s+(?:\w+\s+){0,6}?(?:there|here|to\s+the\s+city)\b"
)
AFTER_DATELINE = re.compile(r"\s*(?:,|\(|/|-|–|—|:)")
# "ASTANA. KAZINFORM.": news agencies of the former Soviet Union put a stop.
DATELINE = re.compile(
    r"^(?P<town>[A-ZÀ-Þ][A-ZÀ-Þ’' -]{2,30}),\s(?P<country>[A-Z][A-Za-z. ]{2,30}?)\s*(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--)\s",
    re.M,
)
STATE = re.compile(
    r"(?:[A-Z]\.[A-Z]\.|Ala|Ariz|Calif|Colo|Conn|Del|Fla|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|"
    r"Wash|Wis|Wyo)\.?|Alabama|Alaska|California|Florida|Hawaii|Ohio|Texas|Utah|Virginia|Maryland|Colorado"
)
DATELINE_WITHIN = 600
STOP_AFTER_DATELINE = re.compile(r"\.\s")
# "Members picked Lima for the 2027 congress", "chose Lima as the host of the next congress".
PICKED = re.compile(
    r"\b(?:pick(?:s|ed)?|choos(?:e|es|ing)|chose|chosen|select(?:s|ed)?|named?|names|elect(?:s|ed)?|prefer(?:s|red)?)\s+$",
    re.I,
)
AS_HOST_OF = re.compile(
    r"(?:,\s+[A-Z][\w ]+,?)?\s+(?:as\s+(?:the\s+)?(?:host|venue|site|seat)(?:\s+city)?\s+)?(?:for|of)\s"
)
# "Comet Workshop, Lima, 3 May" and "Comet Workshop (Lima, 3 May)", as lists of meetings have it.
LISTED_PLACE = re.compile(r"(?:\s*\([A-Z][\w ]{1,12}\))?\s*[,(–—:]\s*")
DAY_NEXT = re.compile(
    r"(?:,\s+[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2})?\s*[,;:(–—]\s*(?:from\s+)?(?:\d{1,2}\b|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|(?:19|20)\d\d)\b)"
)
HELD_IN = re.compile(r"\b(?:in|at|to|near|outside)\s+(?:the\s+)?$", re.I)
AFTER_COMMA = re.compile(r",\s*$")
HOSTING_AFTER = re.compile(
    r",?\s+(?:will\s+|is\s+to\s+|to\s+|has\s+|was\s+)?(?:co-?)?host(?:s|ed|ing)?\b|\s+(?:is|was|will be)\s+(?:the\s+)?(?:venue|host)"
    r"|,?\s+(?:has\s+been|have\s+been|was|is|had\s+been|will\s+be)\s+(?:selected|chosen|picked|named|confirmed|designated|set|due)\s+"
    r"(?:as\s+(?:the\s+)?host|to\s+host)|,?\s+(?:has\s+)?won\s+the\s+(?:right|bid)\s+to\s+host",
    re.I,
)
# "Lima, Peru, has been chosen to host": the country stands between a town and what is said of it.
COUNTRY_AFTER = re.compile(r",\s+[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3}(?=,)")
VENUE = re.compile(
    r"\b(?:at|in)\s+(?:the\s+)?((?P<first>Hotel|Palais|Palazzo|Casa|Centro|Teatro)(?:\s(?:[A-Z][\w&’'-]*|de|del|di|la)){1,5}|"
    r"[A-Z][\w.&’'-]*(?:\s+(?:[A-Z][\w.&’'-]*|of|and|the|for|de)){0,9}?"
    r"\s(?:Hotel|Hall|Centre|Center|Palace|University|Headquarters|Institute|Building|Campus|Museum|College|Academy|"
    r"Auditorium|Arena|Club|Resort|House|Theatre|Theater|Ministry|Station)(?:\s(?:of|for)(?:\s(?:[A-Z][\w-]*|and)){1,4})?)"
)
# Verbs after which "in" leads to a town, unless the words name a region or a building.
HELD_IN_TOWN = re.compile(
    r"\b(?:held|hosted|organi[sz]ed|convened|staged|(?:took|takes?|taken|taking)\s+place|gather(?:ed|s)?|met)\s+(?:\w+\s+){0,2}in\s+$"
)
NO_TOWN = re.compile(
    r"\b(?:North|South|East|West|Northern|Southern|Eastern|Western|Central|Latin|Region|Province|State|County|Asia|Africa|Europe|America|"
    r"Americas|Pacific|Gulf|Caribbean|Arab|Middle|Hall|Cent(?:re|er)|House|Building|Hotel|Palace|Cosmodrome|Park|Museum|Room|Island|"
    r"Islands|Antarctica|Arctic|Earth|Moon|Mars|Orbit|Space|Sea|Ocean)\b|(?:an|ian|ese|ish)$"
)
# Words with which names begin, and towns as well.
NO_TOWNS_IN_NAMES = frozenset({"Commonwealth", "Enterprise", "Mission", "Orange", "Union"})
# The United Nations name a meeting after themselves and the country that receives it.
HOSTED = re.compile(
    r"(?:United Nations|UN|UNOOSA)\s?/\s?(?:the\s)?((?:[A-Z][\w.’'-]+\s){0,3}?[A-Z][\w.’'-]+)(?=\s(?:\w+\s)?[A-Z])"
)
BODIES = frozenset({"agency", "organisation", "igo", "company", "university", "mission"})
# How many mentions before a place are looked at.
BESIDE = 6
PLACED = BODIES | {"place"}
# Where the one who receives a meeting sits, it is held.
HOSTED_BY = re.compile(r"\bhosted\s+by\s+(?:the\s+)?$", re.I)
AT_A_BODY = re.compile(
    r"\b(?:at|in)\s+(?:the\s+)?(?:[\w’']+\s+(?:of|at)\s+(?:the\s+)?)?$|\bon\s+the\s+campus\s+of\s+(?:the\s+)?$"
)


def drafts(reading: Reading, clause: Clause, mentions: Sequence[ActorMention]) -> dict[Head, list[Draft]]:
    """What a sentence says of where the meetings that it names are; a place is of one of them, the firmest, then the
    nearest. ``mentions`` are the sentence's."""
    made = {
        head: [
            *_own(reading, head, mentions),
            *_in_name(reading, head),
            *_venue(reading, clause, head),
            *_seat(reading, clause, head),
        ]
        for head in clause.owners
    }
    listed = [head.span for head in clause.owners if head.rule == "listed-edition"]
    for i, mention in enumerate(mentions):
        if any(item.start <= mention.start_char < item.end for item in listed):
            continue  # the item has its town
        if SERIES_THAT.search(reading.text, clause.span.start, mention.start_char):
            break
        # What is said of a place, the few words beside it tell.
        beside = mentions[max(0, i - BESIDE) : i + 2]
        span = Span(mention.start_char, mention.end_char)
        ranked = [
            (rank, head) for head in clause.owners if (rank := _rank_of(reading.text, clause, head, mention, beside))
        ]
        if ranked:
            rank, head = max(ranked, key=lambda r: (r[0], -len(clause.between(r[1], span)), -r[1].span.start))
            found = _of(mention, span, rank)
            made[head].extend(found or _unlisted_town(reading.text, mention, beside, rank))
    return made


def _unlisted_town(text: str, mention: ActorMention, mentions: Sequence[ActorMention], rank: int) -> list[Draft]:
    """A place that the lexicon does not know and that its country follows: "Poznan, Poland"."""
    if mention.kind != "place" or mention.place_country:
        return []
    words = " ".join(mention.text.split())
    if (
        rank >= 2
        and HELD_IN_TOWN.search(text[max(0, mention.start_char - 60) : mention.start_char])
        and _may_be_town(words)
    ):
        span = Span(mention.start_char, mention.end_char)
        return [Draft("city", span, "place-in-clause", words, rank=rank)]
    for other in mentions:
        is_country = other.kind == "country" and other.form == "name" and other.actor_id is not None
        if is_country and text[mention.end_char : other.start_char] == ", ":
            span = Span(mention.start_char, mention.end_char)
            return [Draft("city", span, "place-in-clause", " ".join(mention.text.split()), rank=rank)]
    return []


def _may_be_town(words: str) -> bool:
    """Whether a place of no list is more likely a town than a region, a hall or a house."""
    known = {p.name for p in places() if p.kind != "city"} if " " in words else frozenset[str]()
    return words not in known and words[0].isupper() and NO_TOWN.search(words) is None


def _of(mention: ActorMention, span: Span, rank: int) -> list[Draft]:
    town = town_of(mention)
    if town is not None:
        found = [Draft("city", span, "place-in-clause", town.name, rank=rank)]
        return [*found, Draft("country", span, "country-of-town", town.country, rank=rank)] if town.country else found
    if mention.kind == "country" and mention.form == "name" and mention.actor_id:
        return [Draft("country", span, "country-in-clause", mention.actor_id.partition("/")[2], rank=rank + 1)]
    if mention.kind == "university":
        inside = _town_in(mention.text)
        if inside is None:
            return []
        at = Span(span.start + inside.start, span.start + inside.end)
        words = mention.text[inside.start : inside.end]
        return [
            Draft("city", at, "town-in-venue", words, rank=1),
            Draft("country", at, "country-of-town", towns()[words], rank=1),
        ]
    if mention.kind == "place" and mention.place_country:
        return [Draft("country", span, "country-of-region", mention.place_country, rank=1)]
    return []


def _rank_of(text: str, clause: Clause, head: Head, mention: ActorMention, mentions: Sequence[ActorMention]) -> int:
    span = Span(mention.start_char, mention.end_char)
    if mention.kind == "university":
        is_at = AT_A_BODY.search(text[max(0, span.start - 40) : span.start]) is not None
        return 1 if is_at and span.start >= head.span.end and clause.is_open(head, span) else 0
    if span.start >= head.opening and span.end <= head.noun_span.start:
        return 0
    # "Lima, Peru" and "the University of Lima, Lima" but not "from Japan, Peru and Chile".
    is_after_place = any(
        0 <= span.start - m.end_char <= 2
        and (
            m.kind == "university"
            or (m.kind in PLACED and HELD_IN.search(text[max(0, m.start_char - 40) : m.start_char]))
        )
        for m in mentions
    )
    rank = _rank(text, clause, head, span, is_after_place)
    # Where a visited body sits, there the visit was.
    return min(rank, 1) if head.rule != "event-visit" and _is_of_a_body(text, head, span, mentions) else rank


def _own(reading: Reading, head: Head, mentions: Sequence[ActorMention]) -> list[Draft]:
    """The town in the noun phrase: "the Prague symposium", "Jerusalem's 66th congress"."""
    if head.place is None:
        return []
    words = " ".join(reading.text[head.place.start : head.place.end].split())
    if words not in towns():
        # "KSA's second congress": what the article calls its agency by is no country.
        is_body = any(m.kind in BODIES and m.start_char <= head.place.start < m.end_char for m in mentions)
        code = None if is_body else country_codes().get(words)
        return [Draft("country", head.place, "country-as-possessor", code, rank=1)] if code else []
    return [
        Draft("city", head.place, "place-in-phrase", words, rank=2),
        Draft("country", head.place, "country-of-town", towns()[words], rank=2),
    ]


def _in_name(reading: Reading, head: Head) -> list[Draft]:
    """The town with which a proper name begins, "Toulouse Space Week", or the host in "United Nations/Chile Workshop"."""
    if head.form != "named" or head.rule not in ("proper-name", "named-in-headline"):
        return []
    hosted = HOSTED.match(reading.text, head.span.start, head.span.end)
    if hosted is not None and (code := country_codes().get(hosted[1])) is not None:
        return [Draft("country", Span(*hosted.span(1)), "country-in-name", code, rank=1)]
    words = reading.text[head.span.start : head.span.end].split(" ")
    for town in (" ".join(words[:2]), words[0]):
        if town in towns() and town not in country_codes() and town not in NO_TOWNS_IN_NAMES:
            at = Span(head.span.start, head.span.start + len(town))
            return [
                Draft("city", at, "town-in-name", town, rank=1),
                Draft("country", at, "country-of-town", towns()[town], rank=1),
            ]
    return []


def _rank(text: str, clause: Clause, head: Head, span: Span, is_after_place: bool) -> int:
    """How firmly a place is the meeting's: 3 straight after the naming, 2 in its clause, 0 not at all."""
    before = text[max(0, span.start - 40) : span.start]
    if span.start >= head.span.end:
        gap = text[head.span.end : span.start]
        if not clause.is_open(head, span):
            return 0
        if head.rule == "event-visit" and len(gap) < 25:
            return 3
        if BEFORE_PLACE.search(before) and not re.search(r"\bfrom\s+(?:the\s+)?$", before):
            return 3 if len(gap) < 25 else 2
        if AFTER_COMMA.search(before) and is_after_place:
            return 2
        if LISTED_PLACE.fullmatch(gap) and DAY_NEXT.match(text, span.end):
            return 3
        return 1 if re.search(r"\([^)]*$", gap) else 0
    if span.end <= head.span.start:
        if WHERE_AFTER.match(text, span.end) and span.end + 60 > head.opening:
            return 3
        country = COUNTRY_AFTER.match(text, span.end)
        if HOSTING_AFTER.match(text, country.end() if country else span.end) and clause.is_open(head, span):
            return 3
        gap = text[span.end : head.span.start]
        if PICKED.search(before) and len(gap) < 60 and AS_HOST_OF.match(gap):
            return 3
        if not BEFORE_PLACE.search(before) or not clause.is_open(head, span):
            return 0
        is_first = span.start - clause.span.start < 25
        return 2 if is_first or (len(gap) < 60 and terms().hold.search(gap)) else 1
    return 2 if BEFORE_PLACE.search(before) else 0


def _is_of_a_body(text: str, head: Head, span: Span, mentions: Sequence[ActorMention]) -> bool:
    """Whether the place is that of a body named just before: "hosted with the Academy in Vienna"."""
    for mention in mentions:
        if mention.kind not in BODIES or mention.end_char > span.start or mention.start_char < head.span.end:
            continue
        if re.fullmatch(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:in|of)\s+(?:the\s+)?", text[mention.end_char : span.start]):
            before = text[max(0, mention.start_char - 40) : mention.start_char]
            return AT_A_BODY.search(before) is None and HOSTED_BY.search(before) is None
    return False


def _venue(reading: Reading, clause: Clause, head: Head) -> list[Draft]:
    """A hall, hotel or university at which the clause says the meeting is held, and the town in its name."""
    found: list[Draft] = []
    near = clause.around(head)
    for match in VENUE.finditer(reading.text, near.start, near.end):
        span = Span(match.start(1), match.end(1))
        if span.start < head.span.end and head.span.start < span.end:
            continue
        if not clause.is_open(head, span):
            continue
        found.append(Draft("venue", span, "venue-in-clause", " ".join(match.group(1).split()), rank=2))
        town = None if match.group("first") else _town_in(match.group(1))  # "Hotel San Francisco" stands anywhere
        if town is not None:
            at = Span(span.start + town.start, span.start + town.end)
            words = reading.text[at.start : at.end]
            found.append(Draft("city", at, "town-in-venue", words, rank=1))
            found.append(Draft("country", at, "country-of-town", towns()[words], rank=1))
    return found


def by_reference(reading: Reading, meeting: Meeting, mentions: Sequence[ActorMention]) -> list[Draft]:
    """The town last named before a sentence that says that the meeting was held "there", "here" or "in the city"."""
    for head in meeting.heads:
        start, end = reading.sentences[head.sentence]
        if THERE.search(reading.text, start, end) is None:
            continue
        before = [m for m in mentions if m.end_char <= head.span.start and head.sentence - m.sentence <= 2]
        towned = [m for m in before if town_of(m) is not None]
        found = _drafts_of(towned[-1], "town-of-there", 2) if towned else by_dateline(reading, mentions)
        if found:
            return found
    return []


def by_dateline(reading: Reading, mentions: Sequence[ActorMention]) -> list[Draft]:
    """The town of the date line, else the one that the headline says something is in."""
    titled: list[Draft] = []
    for mention in mentions:
        kind = reading.zone_at(mention.start_char).kind
        if kind == "title" and BEFORE_PLACE.search(reading.text[max(0, mention.start_char - 12) : mention.start_char]):
            titled = titled or _drafts_of(mention, "town-in-headline", 0)
        elif kind == "dateline":
            return _drafts_of(mention, "dateline", 0) or _written_dateline(reading) or titled
        elif kind in ("body", "caption"):
            is_first = mention.start_char == reading.sentences[mention.sentence][0]
            is_stopped = mention.text.isupper() and STOP_AFTER_DATELINE.match(reading.text, mention.end_char)
            if (
                is_first
                and mention.sentence <= 3
                and (is_stopped or AFTER_DATELINE.match(reading.text, mention.end_char))
            ):
                return _drafts_of(mention, "dateline", 0) or _written_dateline(reading) or titled
    return titled or _written_dateline(reading)


def _written_dateline(reading: Reading) -> list[Draft]:
    """The town of a date line that no list has, in capitals before its country: "SODANKYLA, Finland --"."""
    spans = reading.article_spans()
    match = DATELINE.search(reading.text, 0, min(len(reading.text), DATELINE_WITHIN)) if spans else None
    said = match["country"] if match else ""
    code = "US" if STATE.fullmatch(said) else country_codes().get(said)
    if match is None or code is None:
        return []
    span = Span(*match.span("town"))
    return [
        Draft("city", span, "dateline", match["town"].title(), rank=0),
        Draft("country", span, "country-of-town", code, rank=0),
    ]


def of_line(mention: ActorMention) -> list[Draft]:
    """The town or country of a line that holds only a day and a place."""
    if mention.kind == "country" and mention.actor_id:
        span = Span(mention.start_char, mention.end_char)
        return [Draft("country", span, "line-below", mention.actor_id.partition("/")[2], rank=4)]
    return _drafts_of(mention, "line-below", 4)


def _drafts_of(mention: ActorMention, rule: str, rank: int) -> list[Draft]:
    town = town_of(mention)
    if town is None:
        return []
    span = Span(mention.start_char, mention.end_char)
    found = [Draft("city", span, rule, town.name, rank=rank)]
    return [*found, Draft("country", span, "country-of-town", town.country, rank=rank)] if town.country else found


def _seat(reading: Reading, clause: Clause, head: Head) -> list[Draft]:
    """The town of a house that everybody knows: "a summit at the White House"."""
    near = clause.around(head)
    for match in terms().seat.finditer(reading.text, near.start, near.end):
        span = Span(match.start(), match.end())
        before = reading.text[max(0, span.start - 12) : span.start]
        if BEFORE_PLACE.search(before) and clause.is_open(head, span):
            town = terms().seats[" ".join(match.group().lower().split())]
            return [
                Draft("city", span, "town-of-seat", town, rank=2),
                Draft("country", span, "country-of-town", towns()[town], rank=2),
            ]
    return []


def _town_in(venue: str) -> Span | None:
    """The first town among the words of a venue's name: "Royal Melbourne Institute of Technology"."""
    words = list(re.finditer(r"[A-Z][\w-]+", venue))
    for i, word in enumerate(words):
        for last in words[i : i + 2][::-1]:
            is_forename = re.match(r"\s[A-Z]\.", venue[last.end() :]) is not None
            if venue[word.start() : last.end()] in towns() and not is_forename:
                return Span(word.start(), last.end())
    return None
