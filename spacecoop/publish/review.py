"""A local page of one article with every mention highlighted in its place, for a person to see what was found.

It holds the whole text, so it is no part of a release and nothing publishes it.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from spacecoop.document import Document
from spacecoop.document.read import read_source
from spacecoop.engine import extract
from spacecoop.publish.explorer_data import to_json
from spacecoop.publish.page import policy, template
from spacecoop.tables import TABLES

# Tables whose rows stand on words, in the order of their lines under the text, with Okabe and Ito's colours.
COLOURS = {
    "dates": "#0072B2",
    "quantities": "#E69F00",
    "actor_mentions": "#009E73",
    "statements": "#56B4E9",
    "conference_claims": "#CC79A7",
    "conference_actors": "#B8A800",
    "ties": "#D55E00",
    "rejected": "#8A94A3",
}
PLACE = frozenset({"document_id", "start_char", "end_char", "text"})
CONFERENCE = (
    "name", "edition", "kind", "mention", "status", "date_edtf", "city", "country", "venue", "attendees_low", "attendees_high",
    "attendees_comparator", "countries_low", "countries_high", "countries_comparator",
)  # fmt: skip


def article(name: str) -> Document:
    """The article of a file, or the ``FILE#n`` of one that holds several; ``ValueError`` says why there is none."""
    path, _, number = (name, "", "") if Path(name).is_file() else name.rpartition("#")
    if not Path(path).is_file():
        raise ValueError(f"{name}: there is no such file")
    read = read_source(Path(path), root=Path(path).parent)
    wanted = [d for d in read.documents if not number or d.document_id.endswith(f"#{number}")]
    if len(wanted) == 1:
        return wanted[0]
    if read.documents:
        known = ", ".join(d.document_id for d in read.documents)
        raise ValueError(f"{name}: say which article of the file; it holds {known}")
    raise ValueError(f"{name}: " + " ".join(f"{p.reason} {p.remedy}" for p in read.problems))


def page(document: Document) -> bytes:
    """The HTML page of an article, read by the engine now."""
    found = extract(document).as_dict()
    rows = {name: _rows(found, name) for name in (*COLOURS, "conferences")}
    marks = [_mark(name, row) for name in COLOURS for row in rows[name]]
    marks.sort(key=lambda mark: (mark["start"], mark["end"], list(COLOURS).index(str(mark["table"]))))
    script = f'"use strict";\n(() => {{\n{template("explorer/dom.js")}\n{template("review/review.js")}\n}})();\n'
    said = {
        "document_id": document.document_id,
        "published": str(found["published"] or ""),
        "text": document.text,
        "tables": [{"name": name, "title": TABLES[name].title, "colour": colour} for name, colour in COLOURS.items()],
        "marks": marks,
        "conferences": [{name: row[name] for name in CONFERENCE} for row in rows["conferences"]],
    }
    css = template("explorer/tokens.css") + template("review/style.css")
    rendered = Environment(autoescape=False, keep_trailing_newline=True).from_string(template("review/page.html.j2"))
    html = rendered.render(policy=policy(script), css=css, found=to_json(said), script=script)
    return html.encode("utf-8", "replace")


def _rows(found: dict[str, object], name: str) -> list[dict[str, object]]:
    rows = found[name]
    assert isinstance(rows, list)
    return rows


def _mark(table: str, row: dict[str, object]) -> dict[str, object]:
    """A row as the page marks it, without what is null and what the marked words say themselves."""
    said = {name: value for name, value in row.items() if value is not None and name not in PLACE}
    return {"table": table, "start": row["start_char"], "end": row["end_char"], "row": said}
