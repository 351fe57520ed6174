"""THE declaration of every published table, in the order in which a reader meets them.

Everything that needs a schema (Arrow, expectations, Dagster, data package, dictionary) reads ``TABLES``; nothing
declares a column anywhere else.
"""

from __future__ import annotations

from spacecoop.tables.column import Column, Table, describe
from spacecoop.tables.facts import (
    Actor,
    ActorAlias,
    Budget,
    Conference,
    ConferenceActor,
    Cooperation,
    DocumentRow,
    MovedId,
    Problem,
)
from spacecoop.tables.identity import fold, local_id, mention_id
from spacecoop.tables.mentions import (
    ActorMention,
    ConferenceClaim,
    DateMention,
    Mention,
    Place,
    QuantityMention,
    Rejected,
    Statement,
    Tie,
)

RECORDS = (
    DocumentRow, DateMention, QuantityMention, Actor, ActorAlias, ActorMention, Statement, Conference, ConferenceClaim,
    ConferenceActor, Tie, Budget, Cooperation, Rejected, Problem, MovedId,
)  # fmt: skip
TABLES: dict[str, Table] = {described.name: described for described in map(describe, RECORDS)}

# What ``extract`` finds in one document, in the order of the flow.
EXTRACTED = (
    "dates", "quantities", "actors", "actor_aliases", "actor_mentions", "statements", "conferences",
    "conference_actors", "conference_claims", "ties", "rejected",
)  # fmt: skip
# Those of them whose rows name the document.
OF_ONE_DOCUMENT = frozenset(n for n in EXTRACTED if any(c.name == "document_id" for c in TABLES[n].columns))

__all__ = [
    "EXTRACTED", "OF_ONE_DOCUMENT", "RECORDS", "TABLES", "Actor", "ActorAlias", "ActorMention", "Budget", "Column", "Conference",
    "ConferenceActor", "ConferenceClaim", "Cooperation", "DateMention", "DocumentRow", "Mention", "MovedId", "Place",
    "Problem", "QuantityMention", "Rejected", "Statement", "Table", "Tie", "describe", "fold", "local_id", "mention_id",
]  # fmt: skip
