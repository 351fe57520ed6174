"""What needs several documents: actors and conferences that are the same, copies, and the views that sum them up.

In go the tables that ``extract_batch`` made, out come all published tables; the words of single documents are read
nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from spacecoop.batch import PUBLICATIONS
from spacecoop.merge import actor_apart, actor_rulings, actors, budgets, conferences, cooperation, documents, words
from spacecoop.merge.actor_renaming import Read, Told
from spacecoop.merge.circles import Saying
from spacecoop.merge.conference_rulings import without_struck
from spacecoop.merge.copies import Texts
from spacecoop.merge.corrections import Corrections
from spacecoop.merge.kept import Kept
from spacecoop.merge.moved import STANDING, Named, moved
from spacecoop.merge.rulings import Rulings
from spacecoop.tables import TABLES
from spacecoop.tables.arrow import schema, sort_rows, to_arrow

__all__ = ["merge", "merged"]

# Tables of documents beside whose rows stands what a person ruled.
NOTED = ("conference_claims", "ties")


def merge(
    extracted: Mapping[str, pa.Table],
    articles: pa.Table,
    problems: pa.Table | None = None,
    previous: Mapping[str, pa.Table] | None = None,
    rulings: Rulings | None = None,
) -> dict[str, pa.Table]:
    """Every published table, each of its declared schema and in its reading order.

    ``extracted`` is what ``extract_batch`` returns for ``articles`` (schema ``batch.DOCUMENTS``), ``problems`` the rows
    that reading the sources left, ``previous`` the tables of the release before, which only ``moved_ids`` looks at,
    ``rulings`` what a person corrected. The same rows in any order give the same tables.
    """

    def texts(wanted: Sequence[str]) -> pa.Table:
        is_wanted = pc.is_in(articles["document_id"], pa.array(wanted, pa.string()))
        return articles.select(["document_id", "text"]).filter(is_wanted)

    given = Given(lambda name, columns: extracted[name].select(columns), articles, texts, problems)
    found = dict(merged(given, previous, rulings))
    return {name: found[name] for name in TABLES}


@dataclass(frozen=True, slots=True)
class Given:
    """What is merged: ``read`` gives columns of the tables that ``extract_batch`` makes, of ``articles`` the texts are asked
    for by identifier, ``problems`` are the rows that reading the sources left."""

    read: Read
    articles: pa.Table
    texts: Texts
    problems: pa.Table | None = None


def merged(
    given: Given,
    previous: Mapping[str, pa.Table] | None = None,
    rulings: Rulings | None = None,
    kept: Kept | None = None,
) -> Iterator[tuple[str, pa.Table]]:
    """The tables of ``merge`` one after the other, so that whoever lets each go holds few at a time.

    ``kept`` holds what an earlier merge by this engine worked out, and then what this one did; the tables are the same
    whatever it holds.
    """
    facts = _Facts(given, kept if kept is not None else {}, Corrections(rulings or Rulings()))
    silent = words.withheld(given.articles)
    standing: dict[str, pa.Table] = {}
    is_same = previous is not None and "moved_ids" in previous
    for name in TABLES:
        if name == "moved_ids":
            continue
        rows = words.as_published(name, facts.table(name), silent)
        rows = sort_rows(name, rows.select(schema(name).names))
        is_same = is_same and previous is not None and name in previous and rows.equals(previous[name])
        if name in STANDING:
            standing[name] = rows.select(STANDING[name])
        yield name, rows
        del rows
    if is_same and previous is not None:  # a release of the same rows as the previous one tells the same moves
        yield "moved_ids", previous["moved_ids"].cast(schema("moved_ids"))
    else:
        yield "moved_ids", moved(facts.named(), standing, previous, facts.corrections.moved)


class _Facts:
    """What the documents together say: decided at once, and the rows brought out table by table."""

    def __init__(self, given: Given, kept: Kept, corrections: Corrections) -> None:
        self.corrections = corrections
        self._sums: pa.Table | None = None
        self._alone = actor_apart.apart(Told(given.read), kept)
        saying = Saying.of(given.articles, self._alone)
        tied = actor_rulings.bonds(self._alone, corrections)
        joining = actors.join(self._alone, kept, saying, tied.apart)
        self._told, ruled = actor_rulings.ruled(joining.tables, tied, joining.renamed, corrections)
        self._actors = joining.named(ruled)
        publications = given.read("publications", PUBLICATIONS.names)
        articles = documents.merge(given.articles, publications, given.texts, kept)
        del publications
        rows, aliases = actors.merge(self._told, articles, joining, ruled)
        rows = corrections.noted("actors", rows)
        self._struck = corrections.strike(self._told)
        self._meetings = conferences.merge(self._told, articles, rows, corrections, self._struck, saying, kept)
        faults = to_arrow("problems", (*corrections.rulings.problems, *corrections.problems))
        self._made = {
            "documents": articles,
            "actors": rows,
            "actor_aliases": aliases,
            "conferences": self._meetings.rows,
            "problems": pa.concat_tables([given.problems, faults]) if given.problems is not None else faults,
        }

    def table(self, name: str) -> pa.Table:
        """All rows of a table but ``moved_ids``, in no order, with the words of mentions uncut."""
        if name in self._made:
            return self._made[name]
        if name == "budgets":
            sums = self._sums if self._sums is not None else budgets.sums_of(self.table("quantities"))
            return budgets.view(sums, self._told.table("dates", budgets.DATES), self._made["actors"])
        if name == "cooperation":
            ties = self.corrections.noted("ties", self._told.table("ties", ("tie_id", "ruling", *cooperation.TIES)))
            return cooperation.view(self._made["documents"], ties)
        rows = self._told.table(name)
        if name == "conference_actors" and self._struck:
            claims = self._told.table("conference_claims", conferences.TELLING)
            rows = without_struck(rows, claims, self._struck)
        if name in conferences.FOLLOWERS:
            rows = self._meetings.follow(name, rows)
        if name == "quantities":
            self._sums = budgets.sums_of(rows)  # which spares reading all of it again
        return self.corrections.noted(name, rows) if name in NOTED else rows

    def named(self) -> dict[str, Named]:
        """What documents alone call actors and meetings, and what those are called now."""
        return {"actors": self._actors, "conferences": self._meetings.told}
