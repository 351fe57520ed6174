"""The rows that must come out of each example article, as people wrote them down, and how a found row is held to them.

Each check returns what is wrong in words, and nothing where the row is there; no test lives here.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from spacecoop import extract
from spacecoop.document import Document
from spacecoop.document.listing import list_sources
from spacecoop.document.read import read_source

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sources"
EXPECTED = ROOT / "tests" / "expected"
Row = dict[str, object]


# What a body is called depends on whom one asks: a space agency of many states is both, and so is a ministry.
SAME_KIND = {"agency": {"agency", "igo"}, "organisation": {"organisation", "agency", "igo"}, "igo": {"igo", "agency"}}


@cache
def expectations() -> tuple[dict, ...]:
    """One TOML file an article, in the order of their paths."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(EXPECTED.rglob("*.toml")))


@cache
def documents() -> dict[str, Document]:
    """Every example article by its document_id."""
    read = [read_source(SOURCES / name, root=SOURCES) for name in list_sources(SOURCES).names]
    return {document.document_id: document for source in read for document in source.documents}


@cache
def found_in(document_id: str) -> dict:
    """What the engine finds in one example article, as plain values."""
    return extract(documents()[document_id]).as_dict()


def plain(words: object) -> str:
    """Words folded to compare names: ASCII, lower case, no articles, one blank."""
    text = unicodedata.normalize("NFKD", str(words or "").replace("’", "'")).encode("ascii", "ignore").decode()
    return " ".join(w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in ("the", "of", "and", "for"))


def span_of(document: Document, row: Row) -> tuple[int, int]:
    """Where a row's words stand; apostrophes and white space may differ from the article's."""
    pattern = r"\s+".join(re.escape(w).replace("'", "['’]") for w in str(row["text"]).split())
    hits = list(re.finditer(pattern, document.text))
    which = int(str(row.get("occurrence", 1))) - 1
    if len(hits) <= which:
        raise LookupError(f"{document.document_id}: the words {row['text']!r} are not in the article")
    return hits[which].span()


def overlapping(rows: list[Row], start: int, end: int) -> list[Row]:
    return [r for r in rows if int(str(r["start_char"])) < end and start < int(str(r["end_char"]))]


def same_number(want: object, have: object) -> bool:
    if want is None or have is None:
        return want is have
    return abs(float(str(want)) - float(str(have))) <= 1e-9 * abs(float(str(want)))


def bounds_differ(want: Row, have: Row, prefix: str = "") -> list[str]:
    """Which of low, high and comparator are not as wanted; a bound that is not written must be null."""
    wrong = [
        f"{side} is {have[prefix + side]}, not {want.get(side)}"
        for side in ("low", "high")
        if not same_number(want.get(side), have[prefix + side])
    ]
    if "comparator" in want and want["comparator"] != have[f"{prefix}comparator"]:
        wrong.append(f"comparator is {have[prefix + 'comparator']}, not {want['comparator']}")
    return wrong


def date_missing(document: Document, found: dict, want: Row) -> str | None:
    start, end = span_of(document, want)
    near = overlapping(found["dates"], start, end)
    values = {str(r["edtf"]) for r in near} | {str(r["value"]) for r in near}
    ends = str(want["edtf"]).split("/")
    if str(want["edtf"]) in values or (len(ends) == 2 and set(ends) <= values):
        return None
    return f"date {want['text']!r}: {sorted(values)}, not {want['edtf']}"


def quantity_missing(document: Document, found: dict, want: Row) -> str | None:
    start, end = span_of(document, want)
    near = [q for q in overlapping(found["quantities"], start, end) if q["kind"] == want["kind"]]
    if not near:
        return f"quantity {want['text']!r}: not found"
    best: list[str] | None = None
    for row in near:
        wrong = bounds_differ(want, row)
        wrong += [
            f"{k} is {row[k]}, not {want[k]}"
            for k in ("role", "thing_class", "currency")
            if k in want and want[k] != row[k]
        ]
        best = wrong if best is None or len(wrong) < len(best) else best
    return f"quantity {want['text']!r}: {'; '.join(best)}" if best else None


def names_of(found: dict, actor_id: object) -> set[str]:
    """Every folded name of an actor: its row's, its aliases, its mentions' words."""
    said = {plain(a["name"]) for a in found["actors"] if a["actor_id"] == actor_id}
    said |= {plain(a["acronym"]) for a in found["actors"] if a["actor_id"] == actor_id and a["acronym"]}
    said |= {plain(a["alias"]) for a in found["actor_aliases"] if a["actor_id"] == actor_id}
    return said | {plain(m["text"]) for m in found["actor_mentions"] if m["actor_id"] == actor_id}


def actor_missing(found: dict, want: Row) -> str | None:
    rows = [a for a in found["actors"] if plain(want["name"]) in names_of(found, a["actor_id"])]
    if not rows:
        return f"actor {want['name']!r}: not found"
    if "kind" in want and all(r["kind"] not in SAME_KIND.get(str(want["kind"]), {want["kind"]}) for r in rows):
        return f"actor {want['name']!r}: kind is {rows[0]['kind']}, not {want['kind']}"
    return None


def tie_missing(found: dict, want: Row) -> str | None:
    pair = {plain(want["a"]), plain(want["b"])}
    near = []
    for tie in found["ties"]:
        sides = [names_of(found, tie["actor_a"]), names_of(found, tie["actor_b"])]
        if any(a in sides[0] and b in sides[1] for a, b in (sorted(pair), sorted(pair, reverse=True))):
            near.append(tie)
    label = f"tie {want['a']} - {want['b']}"
    if not near:
        return f"{label}: not found"
    wrong = [
        [f"{k} is {tie[k]}, not {want[k]}" for k in ("kind", "status") if k in want and tie[k] != want[k]]
        for tie in near
    ]
    best = min(wrong, key=len)
    return f"{label}: {'; '.join(best)}" if best else None


def statement_missing(found: dict, want: Row) -> str | None:
    opening = plain(want["starts_with"])
    near = [s for s in found["statements"] if plain(s["text"]).startswith(opening)]
    if not near:
        return f"statement {want['starts_with']!r}: not found"
    said = {plain(near[0]["speaker"])} | names_of(found, near[0]["speaker_actor_id"])
    speaker = plain(want["speaker"])
    if any(speaker and (speaker in s or (s and s in speaker)) for s in said):
        return None
    return f"statement {want['starts_with']!r}: speaker is {near[0]['speaker']!r}, not {want['speaker']!r}"


def conference_missing(found: dict, want: Row) -> str | None:
    wrong = {c["conference_id"]: conference_differs(found, c, want) for c in found["conferences"]}
    label = f"conference {want.get('name') or want.get('kind')!r} {want.get('start', '')}"
    if not wrong:
        return f"{label}: not found"
    best = min(wrong.values(), key=len)
    return f"{label}: {'; '.join(best)}" if best else None


def conference_differs(found: dict, row: dict, want: Row) -> list[str]:
    wrong: list[str] = []
    if want.get("name") and plain(want["name"]) != plain(row["name"]):
        wrong.append(f"name is {row['name']!r}")
    for key in ("edition", "kind", "mention", "city", "country"):
        if key in want and plain(want[key]) != plain(row[key]):
            wrong.append(f"{key} is {row[key]!r}, not {want[key]!r}")
    ends = str(row["date_edtf"] or "").split("/")
    for key, have in (("start", ends[0]), ("end", ends[-1])):
        if key in want and have != want[key]:
            wrong.append(f"{key} is {have!r}, not {want[key]!r}")
    for what in ("attendees", "countries"):
        if what in want:
            wrong += [f"{what} {w}" for w in bounds_differ(dict(want[what]), row, f"{what}_")]  # type: ignore[arg-type]
    roles = ("organiser", "host", "sponsor")
    members = [
        a for a in found["conference_actors"] if a["conference_id"] == row["conference_id"] and a["role"] in roles
    ]
    named = set().union(*(names_of(found, a["actor_id"]) for a in members))
    wrong += [f"organiser {o!r} missing" for o in want.get("organisers", ()) if plain(o) not in named]  # type: ignore[union-attr]
    return wrong


def absent_present(document: Document, found: dict, want: Row) -> str | None:
    try:
        start, end = span_of(document, want)
    except LookupError:
        return None  # the page's menus and notices did not even come into the text
    near = overlapping(found[str(want["table"])], start, end)
    return f"{want['table']} has {near[0]['text']!r}, which is none" if near else None


def publication_differs(found: dict, documents_row: object, want: dict) -> str | None:
    said = found["published"] or ""
    return None if said == want["published"] else f"published is {said!r}, not {want['published']!r}"
