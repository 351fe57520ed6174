"""``Decision``: what a segment names and why, as the modules that decide and resolve hand it on.

Nothing is decided here.
"""

from __future__ import annotations

from spacecoop.find.actors.gazetteer import Listed
from spacecoop.frozen import frozen
from spacecoop.tables.mentions import MentionKind

BY_NOUN = "body_by_noun"
BESIDE_NOUN = "noun_beside"
GROUPS = frozenset(("agency", "organisation", "igo", "company", "university"))
EVENT_REASON = "the name of a meeting or event"
RULES = frozenset(
    (
        "listed", "shared_name", "shared_name_settled", "known_body", "compound", "prefix", "demonym", "metonym",
        "metonym_place", "title", "head_noun", "body_alone", "mission_cue", "mission_code", "craft_name", "craft_head", "weighed",
        "surname_of_full_name", "defined_acronym", "longer_name", BY_NOUN,
        BESIDE_NOUN, "dateline_outlet", "office_behind", "quoted_speaker",
    )
)  # fmt: skip


@frozen
class Decision:
    """A kind, the rule that gave it, the lexicon's owner if any, and why not when the kind is null.

    ``choices`` are the owners among whom only the rest of the document can choose.
    """

    kind: MentionKind | None
    rule: str
    owner: Listed | None = None
    reason: str = ""
    choices: tuple[Listed, ...] = ()
