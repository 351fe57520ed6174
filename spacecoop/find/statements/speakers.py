"""Who speaks: the attribution's words joined to an actor, pronouns resolved, and speakers carried to what follows.

A pronoun that the text leaves open keeps its words and no actor.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property

from spacecoop.find.actors.vocabulary import vocabulary
from spacecoop.find.found import ActorsFound
from spacecoop.find.statements.cues import Attribution, Naming, preceding
from spacecoop.find.statements.passages import Passages
from spacecoop.find.statements.split import Said
from spacecoop.find.statements.words import Word, cue_class, lexicon
from spacecoop.frozen import frozen
from spacecoop.tables import ActorMention

OFFICE = 50  # characters before a name in which an office may stand
SENTENCE_SIGN = re.compile(r"[,;:.!?\n](?=\s|$)")
ANTECEDENT = 1500  # characters before a pronoun in which a person is looked for
WOMEN, MEN = frozenset(("she", "her")), frozenset(("he", "him"))
TITLES_OF_WOMEN = frozenset("mrs ms miss mme madam lady queen princess sister chairwoman spokeswoman".split())
TITLES_OF_MEN = frozenset("mr sir lord king prince sheikh brother chairman spokesman".split())


@frozen
class Speaker:
    """A speaker's words and the actors they name; ``rule`` is how the attribution was reached."""

    rule: str
    cue: str | None
    start: int | None
    end: int | None
    actor_id: str | None
    affiliation_actor_id: str | None


def carried(passages: Passages, statements: list[Said]) -> list[Said]:
    """The statements, those without a cue given the speaker of a neighbour or of the sentence that leads to them.

    A paragraph that no mark closes is spoken by who speaks in the next, where that opens with a mark.
    """
    behind = _behind(passages, statements)
    found: list[Said] = []
    for said, next_speaker in zip(statements, behind, strict=True):
        previous = found[-1] if found else None
        attribution = said.attribution or _inherited(passages, previous, said, next_speaker)
        found.append(said if attribution is said.attribution else replace(said, attribution=attribution))
    return found


def _behind(passages: Passages, statements: list[Said]) -> list[Attribution | None]:
    """For each statement that no mark closes, who speaks in the paragraph that goes on with it."""
    found: list[Attribution | None] = []
    following: Said | None = None
    spoken: Attribution | None = None
    for said in reversed(statements):
        goes_on = following is not None and passages.next_paragraph_opens(said.last, following.first)
        is_signed = following is not None and _is_signed(said, following)
        spoken = spoken if (goes_on and not said.last.is_closed) or is_signed else None
        found.append(None if spoken is None else replace(spoken, rule="carried_back", is_adjacent=False))
        spoken, following = said.attribution or spoken, said
    return found[::-1]


def _is_signed(said: Said, following: Said) -> bool:
    """Whether the signature that ends the paragraph is under both."""
    is_same = said.last.paragraph == following.first.paragraph
    return is_same and following.attribution is not None and following.attribution.rule == "after_dash"


def _inherited(passages: Passages, previous: Said | None, said: Said, behind: Attribution | None) -> Attribution | None:
    if previous is not None and previous.attribution is not None:
        rule = _convention(passages, previous, said)
        if rule == "carried" or (rule is not None and (behind is None or not previous.last.is_closed)):
            return replace(previous.attribution, rule=rule)
    return behind or (preceding(passages, said.first) if said.first.is_closed else None)


def _convention(passages: Passages, previous: Said, said: Said) -> str | None:
    left, right = previous.last, said.first
    if left.paragraph == right.paragraph:
        return "carried"
    return "carried_paragraph" if passages.next_paragraph_opens(left, right) else None


class Speakers:
    """The actors of one document, asked by position."""

    def __init__(self, passages: Passages, actors: ActorsFound) -> None:
        self._passages = passages
        self._mentions = [m for m in actors.mentions if m.kind != "place" and m.actor_id is not None]
        self._starts = [m.start_char for m in self._mentions]
        persons = [
            m for m in self._mentions if m.kind == "person" and passages.reading.quotation_at(m.start_char) is None
        ]
        self._men, self._women = _sexes(self._mentions)
        self._persons = _Persons(persons)
        self._of_pronoun = {
            **dict.fromkeys(WOMEN, _Persons([m for m in persons if m.actor_id not in self._men])),
            **dict.fromkeys(MEN, _Persons([m for m in persons if m.actor_id not in self._women])),
        }
        self._last: tuple[int, str] | None = None

    def of(self, attribution: Attribution | None, end: int) -> Speaker:
        """The speaker of the statement that ends at ``end``; asked in reading order, so that a pronoun sees the last."""
        if attribution is None:
            return Speaker("unattributed", None, None, None, None, None)
        naming, cue = attribution.speaker, self._passages.text[slice(*attribution.cue)]
        if naming is None:
            return Speaker(attribution.rule, cue, None, None, None, None)
        if naming.pronoun is not None:
            actor_id = self._antecedent(naming) if naming.pronoun in lexicon().person_pronouns else None
            affiliation = self._affiliation_of(actor_id, naming.start)
            speaker = Speaker(attribution.rule, cue, naming.start, naming.end, actor_id, affiliation)
        else:
            speaker = self._named(attribution, naming, cue, end)
        if speaker.actor_id is not None:
            self._last = (end, speaker.actor_id)
        return speaker

    def _named(self, attribution: Attribution, naming: Naming, cue: str, end: int) -> Speaker:
        inside = self._within(*naming.whole)
        heads = [m for m in inside if m.end_char > naming.start and abs(m.end_char - naming.head_end) <= 2]
        apposed = [m for m in inside if m.kind == "person" and m.end_char == naming.whole[1]]
        heads = [m for m in heads if m.kind == "person"] or apposed or heads
        if not heads:
            others = [m for m in inside if m.kind != "person"]
            body = others[0].actor_id if others else None
            actor_id, is_person = self._described(naming, body)
            if actor_id is None and is_person:
                self._last = (end, "")  # a pronoun behind it stands for this person
            return Speaker(attribution.rule, cue, naming.start, naming.end, actor_id, body)
        head = heads[-1]
        is_name = head.kind == "person" and head.form != "role"
        start, stop = (head.start_char, head.end_char) if is_name else (naming.start, naming.end)
        bodies = [m.actor_id for m in inside if m.kind != "person" and m.end_char <= head.start_char]
        affiliation = head.affiliation_actor_id or (bodies[-1] if bodies and head.kind == "person" else None)
        return Speaker(attribution.rule, cue, start, stop, head.actor_id, affiliation)

    def _described(self, naming: Naming, body: str | None) -> tuple[str | None, bool]:
        """Whom words without a mention at their head stand for, and whether they are a person's."""
        words = self._passages.window(naming.start, naming.whole[1])
        head = [word for word in words if word.start < naming.head_end]
        if not head:
            return None, False
        is_person = head[-1].tag == "name" or head[-1].low in lexicon().people
        if body is not None and body.startswith("country/") and head[-1].low in ("delegation", "government"):
            return body, False  # "the delegation of Peru"
        if words[0].low == "the":
            if body is not None and head[-1].low in lexicon().chiefs:
                return self._chief_of(body, naming.start), is_person
            is_office = len(words) == 2 and words[1].low in lexicon().people
            return self._holder(words[1].low, naming.start) if is_office else None, is_person
        return self._called([word for word in words if word.start < naming.end]), is_person

    def _chief_of(self, body: str, end: int) -> str | None:
        """The person of "the agency's chief": the only one the text has said to belong to that body."""
        known = self._persons.mentions[: bisect_left(self._persons.starts, end)]
        named = {m.actor_id for m in known if m.affiliation_actor_id == body}
        return named.pop() if len(named) == 1 else None

    def _holder(self, office: str, end: int) -> str | None:
        """The only person named before ``end`` with an office: that of "the minister"."""
        first, second = self._offices.get(office, (None, None))
        is_alone = first is not None and first[0] < end and (second is None or second >= end)
        return first[1] if first is not None and is_alone else None

    @cached_property
    def _offices(self) -> dict[str, tuple[tuple[int, str] | None, int | None]]:
        """For each word of a title, or before a name: who is first named with it, and where somebody else is."""
        found: dict[str, tuple[tuple[int, str] | None, int | None]] = {}
        for mention in self._persons.mentions:
            before = self._passages.text[max(mention.start_char - OFFICE, 0) : mention.start_char]
            said = f"{mention.title or ''} {SENTENCE_SIGN.split(before)[-1]}".casefold().split()
            for word in set(said) & lexicon().people:
                first, second = found.get(word, (None, None))
                if first is None and mention.actor_id is not None:
                    found[word] = ((mention.start_char, mention.actor_id), None)
                elif first is not None and second is None and first[1] != mention.actor_id:
                    found[word] = (first, mention.start_char)
        return found

    def _called(self, words: list[Word]) -> str | None:
        """The person of whose name the words are a part; null when there are two, or for other words."""
        if not words or any(word.tag != "name" for word in words):
            return None
        named = set[str]().union(self._names.get(words[0].text, ()))
        for word in words[1:]:
            named &= self._names.get(word.text, set())
        return named.pop() if len(named) == 1 else None

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for mention in self._persons.mentions:
            for word in mention.text.split():
                found.setdefault(word, set()).add(mention.actor_id or "")
        return found

    def _within(self, start: int, end: int) -> list[ActorMention]:
        low = bisect_left(self._starts, max(start - 80, 0))
        high = bisect_left(self._starts, end)
        return [m for m in self._mentions[low:high] if m.end_char > start]

    def _antecedent(self, naming: Naming) -> str | None:
        """The person a pronoun stands for: the last one named outside marks, or who spoke last if nobody was since.

        Null where the last sentence that names anybody names two; whoever the pronoun cannot stand for is nobody.
        """
        persons = self._of_pronoun.get(naming.pronoun or "", self._persons)
        i = bisect_right(persons.starts, naming.start) - 1
        near = persons.mentions[i] if i >= 0 else None
        last_end, last_actor = self._last_spoken(naming)
        if near is None or last_end > near.end_char:
            is_near = naming.start - last_end <= ANTECEDENT
            is_near = is_near and not self._somebody_since(last_end, naming.start, last_actor)
            nearest = self._nearest(naming)
            is_near = is_near and (nearest is None or nearest.start_char < last_end or not _is_barred_by_name(nearest))
            return last_actor if is_near and last_actor else None
        is_far = naming.start - near.start_char > ANTECEDENT
        if is_far or self._somebody_since(near.end_char, naming.start, near.actor_id):
            return None
        if self._is_passed_over(near, naming):
            return None
        same = [m for m in persons.mentions[max(i - 6, 0) : i + 1] if m.sentence == near.sentence]
        names = {m.actor_id for m in same}
        if len(names) == 1 or last_actor in names:
            return near.actor_id if len(names) == 1 else last_actor
        sentence_start = self._passages.reading.sentences[near.sentence][0]
        return same[0].actor_id if same[0].start_char - sentence_start <= 40 else None

    def _is_passed_over(self, near: ActorMention, naming: Naming) -> bool:
        """Whether a later sentence names another whom only a given name bars."""
        nearest = self._nearest(naming)
        return nearest is not None and nearest.sentence > near.sentence and _is_barred_by_name(nearest)

    def _nearest(self, naming: Naming) -> ActorMention | None:
        """The last person named before a pronoun, whoever it can stand for."""
        i = bisect_right(self._persons.starts, naming.start) - 1
        return self._persons.mentions[i] if i >= 0 else None

    def _last_spoken(self, naming: Naming) -> tuple[int, str]:
        """Where the last statement ended and who spoke it, unless the pronoun cannot stand for that speaker."""
        if self._last is None:
            return -1, ""
        barred = self._men if naming.pronoun in WOMEN else self._women if naming.pronoun in MEN else frozenset[str]()
        return (-1, "") if self._last[1] in barred else self._last

    def _somebody_since(self, start: int, end: int, actor_id: str | None) -> bool:
        """Whether somebody else without a name came in between: "an engineer from the yard ... he said"."""
        words = self._passages.window(start, end)
        for i, word in enumerate(words):
            is_new = word.low in ("a", "an", "another", "one") or word.text == "The"
            behind = words[i + 1 : i + 4]
            is_person = is_new and any(following.low in lexicon().people for following in behind)
            if is_person and (word.text != "The" or self._is_another(behind, word.start, actor_id)):
                return True
            if word.tag == "name" and i and words[i - 1].tag == "name" and self._is_unknown(words, i):
                return True
        return False

    def _is_unknown(self, words: list[Word], i: int) -> bool:
        """Whether a name that is no mention is asked or speaks: "The yard's Moss was asked"."""
        verb = i + 1
        while verb < len(words) and words[verb].tag in ("auxiliary", "adverb"):
            verb += 1
        if verb >= len(words) or cue_class(words, verb) is None:
            return False
        k = bisect_right(self._starts, words[i].start) - 1
        return k < 0 or self._mentions[k].end_char < words[i].end

    def _is_another(self, following: list[Word], at: int, actor_id: str | None) -> bool:
        """Whether "The head of the yard" at the head of a sentence is, for all the text says, not ``actor_id``."""
        office = next((word for word in following if word.low in lexicon().people), None)
        if office is None or office.low.endswith("s"):
            return False
        return office is not following[0] or self._holder(office.low, at) != actor_id

    def _affiliation_of(self, actor_id: str | None, before: int) -> str | None:
        if actor_id is None:
            return None
        i = bisect_right(self._starts, before)
        for mention in reversed(self._mentions[max(i - 60, 0) : i]):
            if mention.actor_id == actor_id and mention.affiliation_actor_id is not None:
                return mention.affiliation_actor_id
        return None


class _Persons:
    """Mentions of people in reading order, with their starts for bisection."""

    def __init__(self, mentions: list[ActorMention]) -> None:
        self.mentions = mentions
        self.starts = [m.start_char for m in mentions]


def _is_barred_by_name(mention: ActorMention) -> bool:
    """Whether nothing but a given name says that a pronoun cannot stand for somebody: "Hillary" may be a man."""
    title = (mention.title or "").lower().rstrip(".").rsplit(" ", 1)[-1]
    return title not in TITLES_OF_MEN | TITLES_OF_WOMEN


def _sexes(mentions: list[ActorMention]) -> tuple[frozenset[str], frozenset[str]]:
    """The actors that a title or a given name shows to be men, and to be women; whom both are said of is neither."""
    men: set[str] = set()
    women: set[str] = set()
    words = vocabulary()
    for mention in mentions:
        if mention.kind != "person" or mention.actor_id is None:
            continue
        title = (mention.title or "").lower().rstrip(".").rsplit(" ", 1)[-1]
        first = mention.text.split(" ", 1)[0].lower() if " " in mention.text else ""
        if title in TITLES_OF_MEN or first in words.men:
            men.add(mention.actor_id)
        if title in TITLES_OF_WOMEN or first in words.women:
            women.add(mention.actor_id)
    return frozenset(men - women), frozenset(women - men)
