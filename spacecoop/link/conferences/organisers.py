"""Who organises, hosts or sponsors a meeting: "organised by A and B", "A, with B, held a workshop", "the host was A".

Which words are actors is the actor finder's knowledge; an arranger that is no known actor is turned down with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacecoop.link.conferences.clause import Clause, is_followed
from spacecoop.link.conferences.model import Head, Part, Span
from spacecoop.link.conferences.terms import terms
from spacecoop.tables import ActorMention
from spacecoop.tables.facts import ConferenceRole

ARRANGERS = frozenset({"agency", "organisation", "igo", "company", "university"})
WITH = r"(?:in\s+(?:\w+\s+)?(?:collaboration|cooperation|co-operation|partnership|conjunction|association)|together|jointly|along|co-?\w+ing)\s+with"
BY = re.compile(rf"\s+(?:\w+ly\s+|online\s+|in\s+\w+\s+)?(?:by\b|{WITH}\b)", re.I)
TOGETHER = re.compile(rf"\b(?:{WITH}|as\s+well\s+as)\b", re.I)
BETWEEN = re.compile(
    r"\)?[\s,]*(?:\([^)]{1,40}\)[\s,]*)?(?:['’]s\s+)?"
    rf"(?:(?:{WITH}|as well as|and|&|with|by|both|the|its|their|his|a|an|other|local|government|partners?|international|national|"
    r"organi[sz]ations?|compan(?:y|ies)|agenc(?:y|ies)|universit(?:y|ies)|institutes?|[\w-]*-based|based|city|of|in)\b[\s,]*){0,8}",
    re.I,
)
SUBJECT_GAP = re.compile(
    r"\)?[\s,]*(?:\([^)]{1,40}\)[\s,]*)?(?:(?:which|who|that|has|have|had|will|is|are|was|were|to|be|also|jointly|together|"
    r"again|instead|therefore|then|recently|successfully|on|in|last|this|today|yesterday|earlier|\w+day|week|month|year|co-?)\b[\s,]*){0,6}",
    re.I,
)
WHICH = re.compile(r"(?:\s*\([^)]{1,30}\))?[^,.;]{0,40},?\s+(?:which|that)\s+(?:the\s+)?(?=[A-Z])")
OWNER = re.compile(r"['’]s?\s")
COPULA = re.compile(
    r"\bhosts?(?:,|\s+(?:was|were|is|are))\s+$|\borgani[sz]ers?(?:[,:]|\s+(?:was|were|is|are))\s+$", re.I
)
AS_HOST = re.compile(
    r"[\s,]*(?:\([^)]{1,40}\))?\s*(?:was|were|is|are|as|,)\s+(?:the\s+|its\s+)?(?:(?:main|principal|title|local|official|co-)\s*)?"
    r"(?:(?P<host>hosts?)|(?P<sponsor>sponsors?)|organi[sz]ers?)\b",
    re.I,
)
# ", Moon Matters and the", "'s education ministry and": an arranger that no list knows, between two that are known.
UNKNOWN = re.compile(
    r"(?:,\s+(?:the\s+)?[A-Z][\w&’'-]*(?:\s+[\w&’'-]+){0,5}|['’]s\s+[a-z]+(?:\s+[a-z]+){0,4})(?:,\s+(?:and\s+)?|\s+and\s+)(?:the\s+)?"
)
# "the Centre on Water" and "Adapted Land Use": the end of a long name of which only the beginning is known.
TAIL = re.compile(r"\s+and\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+){0,3}(?=\s*[,.;]|\s+(?:and|together|jointly|in|with)\b)")
SUPPORT = re.compile(
    r"\bwith\s+(?:the\s+)?(?:(?:financial|kind|generous|additional|active|logistical)\s+){0,2}(?:support|sponsorship|backing|co-sponsorship)\s+"
    r"(?:of|from)\s+(?:the\s+)?",
    re.I,
)
# "Organised by A and" before "hosted by B, the assembly".
ARRANGED_AND = re.compile(
    r"(?:jointly\s+)?(?:organi[sz]ed|hosted|convened|sponsored|funded)\s+by\s[^;.]{2,120}?(?:,|\s+and|,\s+and)", re.I
)
# "The hosts were A and B", "the sponsors included C and D".
ROLE_IS = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s+(?:(?:local|main|other|joint|principal|co-)\s*){0,2}(?P<role>hosts?|(?:co-)?organi[sz]ers?|(?:co-)?sponsors?)\s+"
    r"(?:of\s+the\s+\w+\s+)?(?:was|were|is|are|include[sd]?)\s+(?:the\s+)?"
)
# "Hosted by: A and B", as programmes and bulletins have it.
HEADED = re.compile(
    r"(?:(?P<host>Hosted)|(?P<sponsor>Sponsored|Supported|Funded)|(?:Jointly\s+)?Organi[sz]ed)\s+by\s*:\s*(?:the\s+)?"
)
# "A and B were among the sponsors."
AMONG = re.compile(
    r"\s*(?:\([^)]{1,40}\))?\s*(?:was|were|is|are)\s+among\s+(?:the|its)\s+(?:main\s+)?(?:(?P<host>hosts)|(?P<sponsor>sponsors)|(?:co-)?organi[sz]ers)\b"
)
BE = re.compile(r"\b(?:be|been|is|are|was|were|being)\s+(?:\w+ly\s+)?$")
TELLING = ("host", "rganis", "rganiz", "ponsor", " by:")
IN_OR_OF = re.compile(r"\b(?:in|of)\s+(?:the\s+)?$")
GOVERNMENT = re.compile(r"(?:the\s+)?[Gg]overnment\s+of\b")
LONGEST_UNKNOWN = 60
NAMED = re.compile(r"\s*(?:the\s+)?(?P<name>[A-Z][\w&'’.-]+(?:\s+(?:of|for|and|the|[A-Z][\w&'’.-]+)){0,8})")


def parts(clause: Clause, head: Head, mentions: Sequence[ActorMention]) -> tuple[list[Part], list[Span]]:
    """The arrangers that a naming's sentence gives its meeting, and the words of arrangers that are no known actor."""
    found: list[Part] = []
    unknown: list[Span] = []
    if is_followed(clause.text, head) and len(set(clause.owners.values())) > 1:
        return found, unknown
    near = clause.around(head)
    for verb in terms().arranging.finditer(clause.text, near.start, near.end):
        span = Span(verb.start(), verb.end())
        if span.start < head.span.end and head.span.start < span.end:
            continue
        role = terms().role_of_verb[" ".join(verb.group().lower().split())]
        by = BY.match(clause.text, verb.end(), clause.span.end)
        if by is not None:
            found.extend(_passive(clause, head, span, by.end(), role, mentions, unknown))
        elif _is_passive(clause, verb.group(), span.start) and head.span.end <= span.start:
            found.extend(_jointly(clause, head, span, role, mentions))
        else:
            found.extend(_active(clause, head, span, role, mentions))
            found.extend(_relative(clause, head, span, role, mentions))
    found.extend(_copular(clause, head, mentions))
    found.extend(_supporting(clause, head, mentions))
    return _once(found), unknown


def _passive(
    clause: Clause,
    head: Head,
    verb: Span,
    at: int,
    role: ConferenceRole,
    mentions: Sequence[ActorMention],
    unknown: list[Span],
) -> list[Part]:
    if head.span.end <= verb.start:
        if not clause.is_open(head, verb) or len(clause.between(head, verb)) > 160:
            return []
    else:
        # "Organized by A and B, the assembly ...": only where the participle opens the sentence.
        opening = clause.text[clause.span.start : verb.start].strip()
        leads = opening.lower() in ("", "jointly", "co-") or ARRANGED_AND.fullmatch(opening)
        if not leads or not clause.is_open(head, Span(clause.span.start, verb.end)):
            return []
    made = _chain(clause, at, role, mentions, "arranged-by")
    if not made:
        named = NAMED.match(clause.text, at, clause.span.end)
        if named is not None:
            unknown.append(Span(named.start("name"), named.end("name")))
    return made


def _is_passive(clause: Clause, verb: str, at: int) -> bool:
    """Whether the form of "be" before a participle makes it passive: "be held", not "is holding"."""
    return not verb.endswith("ing") and BE.search(clause.text, max(clause.span.start, at - 12), at) is not None


def _jointly(
    clause: Clause, head: Head, verb: Span, role: ConferenceRole, mentions: Sequence[ActorMention]
) -> list[Part]:
    """ "The forum will be held in Lima together with A": those with whom the passive joins the one who speaks."""
    tail = TOGETHER.search(clause.text, verb.end, min(clause.span.end, verb.end + 90))
    if tail is None or not clause.is_open(head, Span(tail.start(), tail.end())):
        return []
    return _chain(clause, tail.end(), role, mentions, "arranged-with")


def _active(
    clause: Clause, head: Head, verb: Span, role: ConferenceRole, mentions: Sequence[ActorMention]
) -> list[Part]:
    """ "A organised the workshop together with B": the actors before the verb and those joined to them after it."""
    if head.span.start < verb.end or head.span.start - verb.end > 70 or not clause.is_open(head, verb):
        return []
    if re.search(r"\b(?:by|at|during)\b", clause.text[verb.end : head.span.start]):
        return []
    subject = _subject(clause, verb, mentions)
    if not subject:
        return []
    made = [Part(m.actor_id or "", role, Span(m.start_char, m.end_char), "arranger-as-subject") for m in subject]
    tail = TOGETHER.search(clause.text, head.span.end, clause.span.end)
    if tail is None and verb_is_joint(clause.text[verb.start : verb.end]):
        tail = re.compile(r"\bwith\b").search(clause.text, head.span.end, min(clause.span.end, head.span.end + 40))
    if tail is not None:
        made.extend(_chain(clause, tail.end(), role, mentions, "arranged-with"))
    return made


def _relative(
    clause: Clause, head: Head, verb: Span, role: ConferenceRole, mentions: Sequence[ActorMention]
) -> list[Part]:
    """ "The congress, which A is holding in Lima": the actors between the relative pronoun and the verb."""
    if verb.start < head.span.end or verb.start - head.span.end > 120:
        return []
    if WHICH.match(clause.text, head.span.end) is None:
        return []
    subject = [m for m in _subject(clause, verb, mentions) if m.start_char >= head.span.end]
    return [Part(m.actor_id or "", role, Span(m.start_char, m.end_char), "arranger-in-relative") for m in subject]


def verb_is_joint(verb: str) -> bool:
    """Whether the verb itself says that others take part: "co-hosted"."""
    return verb.lower().startswith("co")


def _subject(clause: Clause, verb: Span, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    before = [m for m in mentions if m.end_char <= verb.start and m.start_char >= clause.span.start]
    found: list[ActorMention] = []
    at = verb.start
    gap = SUBJECT_GAP
    for mention in reversed(before):
        if gap.fullmatch(clause.text, mention.end_char, at) is None and not (
            found and _joined(clause.text, mention.end_char, at)
        ):
            break
        if mention.kind in ARRANGERS and mention.actor_id:
            found.append(mention)
        elif mention.kind not in ("place", "country") or not (
            IN_OR_OF.search(clause.text[: mention.start_char][-12:]) or GOVERNMENT.match(mention.text)
        ):
            break
        at = mention.start_char
        gap = BETWEEN
    return list(reversed(found))


def _joined(text: str, start: int, end: int) -> bool:
    return BETWEEN.fullmatch(text, start, end) is not None


def _chain(clause: Clause, at: int, role: ConferenceRole, mentions: Sequence[ActorMention], rule: str) -> list[Part]:
    """The actors of a coordination that begins at ``at``: "A (AA), the B in Prague, and C"."""
    found: list[Part] = []
    for mention in sorted((m for m in mentions if m.start_char >= at), key=lambda m: (m.start_char, -m.end_char)):
        if mention.start_char < at:
            continue
        if found and clause.text[at : mention.start_char].strip() == "(":
            at = mention.end_char
            continue
        tail = TAIL.match(clause.text, at) if found else None
        if tail is not None and tail.start() < mention.start_char < tail.end() and mention.kind not in ARRANGERS:
            at = tail.end()
            continue
        if mention.start_char >= clause.span.end or not _goes_on(clause.text, at, mention.start_char):
            break
        if mention.kind == "person":
            break
        at = mention.end_char
        if mention.kind in ARRANGERS and mention.actor_id:
            if OWNER.match(clause.text, at) and any(at < m.start_char <= at + 3 for m in mentions):
                continue
            found.append(Part(mention.actor_id, role, Span(mention.start_char, mention.end_char), rule))
        elif mention.kind == "country" and clause.text[at : at + 1] == "-":
            at += len(re.match(r"-based|-", clause.text[at : at + 8] or "-").group())  # type: ignore[union-attr]
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a coordination goes on between two actors, perhaps over one that is not known."""
    if BETWEEN.fullmatch(text, start, end) is not None:
        return True
    tail = TAIL.match(text, start, end)
    if tail is not None and end - tail.end() < LONGEST_UNKNOWN and BETWEEN.fullmatch(text, tail.end(), end) is not None:
        return True
    return end - start < LONGEST_UNKNOWN and UNKNOWN.fullmatch(text, start, end) is not None


def _supporting(clause: Clause, head: Head, mentions: Sequence[ActorMention]) -> list[Part]:
    """ "With the support of A and B": those who stand behind a meeting that is held."""
    near = clause.around(head)
    found: list[Part] = []
    for support in SUPPORT.finditer(clause.text, max(near.start, head.span.end), near.end):
        if clause.is_open(head, Span(support.start(), support.end())):
            found.extend(_chain(clause, support.end(), "sponsor", mentions, "supported-by"))
    return found


def _copular(clause: Clause, head: Head, mentions: Sequence[ActorMention]) -> list[Part]:
    """ "The host was A", "A was the host", "with A as host"."""
    found: list[Part] = []
    lower = clause.text[clause.span.start : clause.span.end].lower()
    if "host" not in lower and "organi" not in lower and "spons" not in lower:
        return found  # as of most sentences, before each of their actors is looked at
    for mention in mentions:
        if mention.kind not in ARRANGERS or not mention.actor_id:
            continue
        span = Span(mention.start_char, mention.end_char)
        before = clause.text[max(clause.span.start, span.start - 30) : span.start]
        said = COPULA.search(re.sub(r"\bthe\s+$", "", before))
        if said is not None:
            role: ConferenceRole = "host" if "host" in said.group().lower() else "organiser"
            found.append(Part(mention.actor_id, role, span, "host-is"))
            continue
        follows = AS_HOST.match(clause.text, span.end, clause.span.end)
        if follows is not None and follows.group().strip(" ,").split()[0].lower() != "host":
            found.append(Part(mention.actor_id, _role_said(follows), span, "is-host"))
    return found


def _role_said(follows: re.Match[str]) -> ConferenceRole:
    return "host" if follows["host"] else "sponsor" if follows["sponsor"] else "organiser"


def may_tell(sentence: str) -> bool:
    """Whether a sentence has a word without which it tells no arranger."""
    return any(word in sentence for word in TELLING)


def standing_alone(text: str, sentence: Span, mentions: Sequence[ActorMention]) -> list[Part]:
    """The arrangers in a sentence that names no meeting: "The hosts were A and B; C was the main sponsor"."""
    clause = Clause(text, sentence, {})
    found: list[Part] = []
    for said in ROLE_IS.finditer(text, sentence.start, sentence.end):
        role: ConferenceRole = (
            "host" if "host" in said["role"] else "sponsor" if "spons" in said["role"] else "organiser"
        )
        found.extend(_chain(clause, said.end(), role, mentions, "host-is"))
    for headed in HEADED.finditer(text, sentence.start, sentence.end):
        found.extend(_chain(clause, headed.end(), _role_said(headed), mentions, "arranged-by"))
    for mention in mentions:
        among = AMONG.match(text, mention.end_char, sentence.end)
        if among is not None:
            verb = Span(among.start(), among.end())
            found.extend(
                Part(m.actor_id or "", _role_said(among), Span(m.start_char, m.end_char), "is-host")
                for m in _subject(clause, verb, mentions)
            )
        follows = AS_HOST.match(text, mention.end_char, sentence.end)
        is_said = follows is not None and re.match(r"[\s,]*(?:\([^)]*\))?\s*(?:was|were|is|are)\b", follows.group())
        if follows is not None and is_said and mention.kind in ARRANGERS and mention.actor_id:
            span = Span(mention.start_char, mention.end_char)
            found.append(Part(mention.actor_id, _role_said(follows), span, "is-host"))
    return _once(found)


def _once(found: Sequence[Part]) -> list[Part]:
    kept: dict[tuple[str, str], Part] = {}
    for part in found:
        kept.setdefault((part.actor_id, part.role), part)
    return list(kept.values())
