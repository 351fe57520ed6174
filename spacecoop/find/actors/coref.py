"""Which mentions of one document name the same actor: surnames, acronyms as the text defines them, shorter names.

Within one document only; actors of several documents meet in ``merge``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from spacecoop.find.actors.decision import BY_NOUN, GROUPS, Decision
from spacecoop.find.actors.definitions import PARENTHESIS, abbreviates, is_acronym
from spacecoop.find.actors.gazetteer import Gazetteer, Listed
from spacecoop.find.actors.segments import Segment
from spacecoop.find.actors.vocabulary import Vocabulary
from spacecoop.tables import fold
from spacecoop.tables.mentions import MentionForm, MentionKind

PARTICLES = re.compile(r"(?<= )(?:[a-z]{1,5} ){1,3}$")  # as the full name joined them
AL = re.compile(r"(Al|El)[ -]?([A-Z]\w+)")


@dataclass(slots=True)
class Naming:
    """One mention on its way to a row: its words, what it names, and the actor once it is known."""

    segment: Segment
    decision: Decision
    text: str
    kind: MentionKind
    form: MentionForm
    actor_id: str | None = None
    rule: str = ""


def naming_of(segment: Segment, decision: Decision, text: str) -> Naming:
    """A decided segment as a naming, before its actor is known."""
    assert decision.kind is not None, "only what names something is a naming"
    form: MentionForm = "name" if decision.owner is None else decision.owner.form
    if decision.owner is None and is_acronym(text) and text.isupper():
        form = "acronym"
    if decision.kind == "place" and form == "metonym":
        form = "name"
    return Naming(segment, decision, text, decision.kind, form, None, decision.rule)


class Resolving:
    """Gives every naming of a document its actor."""

    def __init__(self, text: str, namings: list[Naming], words: Vocabulary, names: Gazetteer) -> None:
        self.text, self.namings, self.words, self.names = text, namings, words, names
        self.acronyms = self._defined()

    def resolve(self) -> None:
        """Sets ``actor_id``, and ``form`` and ``kind`` where another naming tells better."""
        people = self._full_names()
        bodies = self._long_bodies()
        self._choose_owners(bodies)
        by_noun: dict[str, Naming] = {}
        for naming in self.namings:
            if naming.kind in GROUPS and " " in naming.text:
                by_noun[naming.segment.head] = naming
            if naming.rule == BY_NOUN and naming.segment.head in by_noun:
                self._take(naming, by_noun[naming.segment.head])
                naming.form, naming.rule = "role", BY_NOUN
            elif naming.text in self.acronyms and naming.form != "demonym":
                self._take(naming, self.acronyms[naming.text])
            elif naming.decision.owner is not None and (naming.decision.owner.actor_id or naming.kind == "place"):
                naming.actor_id = naming.decision.owner.actor_id
            elif naming.kind == "person":
                self._resolve_person(naming, people)
            elif naming.kind in GROUPS:
                longer = bodies.get(naming.text)
                if longer is not None and longer is not naming:
                    self._take(naming, longer)
                else:
                    naming.actor_id = f"{naming.kind}/{fold(naming.text)}"
            elif naming.kind == "mission":
                naming.actor_id = f"mission/{fold(naming.text)}"

    def _choose_owners(self, longer: dict[str, Naming]) -> None:
        """Settles names of several or unsure owners by the full names and the countries that the text names."""
        if not any(n.decision.choices for n in self.namings):
            return
        named = {n.decision.owner.actor_id for n in self.namings if n.decision.owner is not None}
        lands = Counter(
            n.decision.owner.country for n in self.namings if n.kind == "country" and n.decision.owner is not None
        )
        for naming in self.namings:
            choices = naming.decision.choices
            if not choices or naming.text in self.acronyms or naming.text in longer:
                continue
            ranked = sorted(choices, key=lambda o: (o.actor_id not in named, -lands[o.country], o.actor_id or ""))
            best = ranked[0]
            is_name = best.form == "name" and len(choices) == 1 and self._has_parent(best, named)
            is_backed = best.actor_id in named or lands[best.country] > 0 or is_name
            is_alone = len(ranked) == 1 or (
                (best.actor_id in named) > (ranked[1].actor_id in named)
                or lands[best.country] > lands[ranked[1].country]
            )
            if is_backed and is_alone:
                naming.decision = replace(naming.decision, owner=best, choices=())
                naming.kind, naming.form, naming.rule = best.kind, best.form, "shared_name_settled"
            else:
                is_one = len({o.kind for o in choices}) == 1 and self._has_parent(best, named)
                naming.kind = naming.kind if is_one else "organisation"

    def _has_parent(self, owner: Listed, named: set[str | None]) -> bool:
        """Whether an organ that belongs to no country ("General Assembly") stands in a text that names its parent or another
        organ of it."""
        bodies = self.names.bodies
        body = bodies.get(owner.actor_id or "")
        if body is None or body.parent is None or body.country is not None:
            return True
        family = {bodies[actor].parent for actor in named if actor in bodies}
        return body.parent in named or body.parent in family

    def _take(self, naming: Naming, other: Naming) -> None:
        owner = other.decision.owner
        naming.kind = other.kind
        naming.form = "acronym" if is_acronym(naming.text) else "name"
        naming.actor_id = owner.actor_id if owner is not None and owner.actor_id else f"{other.kind}/{fold(other.text)}"
        naming.rule = "defined_acronym" if naming.text in self.acronyms else "longer_name"

    def _defined(self) -> dict[str, Naming]:
        """Acronyms that the text defines beside a longer name: "Chinese Society of Astronautics (CSA)"."""
        found: dict[str, Naming] = {}
        by_start = {n.segment.start: n for n in self.namings}
        for naming in self.namings:
            if (naming.kind not in GROUPS and naming.kind != "mission") or " " not in naming.text:
                continue
            after = PARENTHESIS.match(self.text, naming.segment.end)
            if after is not None and abbreviates(after.group(1), naming.text):
                found.setdefault(after.group(1), naming)
            elif self.text[naming.segment.start - 2 : naming.segment.start] == " (":
                before = next(
                    (
                        n
                        for e in (2, 3)
                        if (n := by_start.get(naming.segment.start - e - self._length_before(naming))) is not None
                    ),
                    None,
                )
                if before is not None and abbreviates(before.text, naming.text):
                    found.setdefault(before.text, naming)
        return found

    def _length_before(self, naming: Naming) -> int:
        word = re.search(r"[\w&-]+$", self.text[max(0, naming.segment.start - 14) : naming.segment.start - 2])
        return len(word.group()) if word else 0

    def _full_names(self) -> dict[str, Naming]:
        """Single names to the fullest naming that holds them; a name that two people share belongs to the first."""
        found: dict[str, Naming] = {}
        for naming in self.namings:
            if naming.kind != "person" or len(naming.segment.words) < 2:
                continue
            words = [w.text for w in naming.segment.words]
            for part in (
                words[-1],
                words[0],
                " ".join(words[-2:]),
                *words[1:-1],
                *words[-1].split("-"),
                words[0] + " " + words[-1],
            ):
                found.setdefault(part, naming)
            family = AL.fullmatch(words[-1] if words[-2] not in ("Al", "El") else words[-2] + words[-1])
            if family is not None:
                for written in (f"{family[1]} {family[2]}", f"{family[1]}-{family[2]}", f"{family[1]}{family[2]}"):
                    found.setdefault(written, naming)
        return found

    def _resolve_person(self, naming: Naming, people: dict[str, Naming]) -> None:
        full = people.get(naming.text)
        if full is not None and full is not naming:
            name = full.text
            naming.form = "surname" if " " not in naming.text else "name"
            naming.rule = "surname_of_full_name" if " " not in naming.text else naming.rule
            self._take_particles(naming, full)
        else:
            name = naming.text
            naming.form = "name" if " " in naming.text else "surname"
        naming.actor_id = f"person/{fold(name)}"

    def _take_particles(self, naming: Naming, full: Naming) -> None:
        """A surname takes in the particles that the full name has and that stand before it: "von der Tann said"."""
        own = PARTICLES.search(full.text.removesuffix(naming.text)) if full.text.endswith(naming.text) else None
        start = naming.segment.start
        if own is None or self.text[start - len(own.group()) : start].lower() != own.group():
            return
        naming.segment = replace(naming.segment, start=start - len(own.group()))
        naming.text = own.group() + naming.text

    def _long_bodies(self) -> dict[str, Naming]:
        """Names of bodies to a longer naming that they end or begin: "Congress" to "U.S. Congress"."""
        groups = [n for n in self.namings if n.kind in GROUPS]
        texts = {n.text for n in groups}
        found: dict[str, Naming] = {}
        for naming in groups:
            said = naming.text.split(" ")
            for i in range(1, len(said)):
                if said[i - 1].islower():
                    break  # behind "of" stands no shorter name of the same body
                tail = " ".join(said[i:])
                if tail in texts and said[i - 1][:1].isupper() and tail not in found:
                    found[tail] = naming
            stem, of, _ = naming.text.rpartition(" of ")
            if of and stem in texts and " " in stem:
                found.setdefault(stem, naming)
            if naming.kind == "company" and len(said) > 1 and said[0] in texts:
                found.setdefault(said[0], naming)
        return found
