"""What is claimed of an article beside its text: the fields, and how they are read from front matter and JSON lines.

Those belong to other programs, whose further fields are nobody's fault; what people wrote for us is in ``sidecars``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Literal

from spacecoop.document.fault import SourceError
from spacecoop.document.language import language_code

SIDECAR_FIELDS = ("title", "outlet", "author", "url", "published", "language", "rights", "publish_words")
ISO_DAY = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}[0-9:.,+\-Z ]{0,30})?\s*$")
FIELD_LINE = re.compile(r"^([A-Za-z_][\w -]{0,40}?)\s{0,9}[:=]\s{0,9}(.*)$")
FENCES = {"---": ("---", "..."), "+++": ("+++",)}
FRONT_LINES = 200
# Other programs' names for our fields.
ALSO_CALLED = {
    "authors": "author", "byline": "author", "date": "published", "lang": "language", "license": "rights",
    "link": "url", "licence": "rights", "published_at": "published",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metadata:
    """The claims of one source; null where it says nothing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    published_source: Literal["sidecar", "html", "header"] = "sidecar"
    language: str | None = None
    rights: str | None = None
    publish_words: bool | None = None

    def over(self, other: Metadata) -> Metadata:
        """These claims, and ``other``'s where they are silent; words are published only if neither forbids it."""
        joined = self.before(other)
        return replace(joined, publish_words=False) if other.publish_words is False else joined

    def before(self, other: Metadata) -> Metadata:
        """These claims, and ``other``'s where they are silent."""
        said = {f.name: getattr(self if getattr(self, f.name) is not None else other, f.name) for f in fields(self)}
        if self.published is None:
            said["published_source"] = other.published_source
        return Metadata(**said)


def front_matter(text: str) -> tuple[Metadata, str, SourceError | None]:
    """Front matter's claims, the text after it, and what is wrong with one of its fields.

    Fences that hold anything but ``key: value`` lines, lists and comments are no front matter, and stay in the text.
    """
    lines = text.split("\n", FRONT_LINES)
    closing = FENCES.get(lines[0].rstrip().removeprefix("\ufeff"))
    end = next((i for i, line in enumerate(lines[1:], 1) if closing and line.rstrip() in closing), None)
    if end is None:
        return Metadata(), text, None
    said: dict[str, object] = {}
    for line in lines[1:end]:
        field = FIELD_LINE.match(line)
        if field:
            name = field.group(1).strip().lower().replace("-", "_")
            said.setdefault(ALSO_CALLED.get(name, name), _scalar(field.group(2)))
        elif line.strip() and not line.startswith((" ", "\t", "-", "#", "]", "[")):
            return Metadata(), text, None
    claims, fault = lenient(said)
    return claims, "\n".join(lines[end + 1 :]).lstrip("\n"), fault


def lenient(said: Mapping[str, object]) -> tuple[Metadata, SourceError | None]:
    """The claims of a mapping with other fields in it; a wrong field is left out and returned as the fault."""
    kept = {name: value for name, value in said.items() if name in SIDECAR_FIELDS and value not in (None, "")}
    fault = None
    for name in SIDECAR_FIELDS:
        if name in kept:
            try:
                metadata({name: kept[name]})
            except SourceError as wrong:
                fault = fault or wrong
                del kept[name]
                if name == "publish_words":
                    kept[name] = False
    return metadata(kept), fault


def metadata(said: Mapping[str, object]) -> Metadata:
    """The claims of fields that are all known; raises ``SourceError`` that names the field."""
    words = said.get("publish_words")
    if words is not None and not isinstance(words, bool):
        raise SourceError("bad_field", "The field 'publish_words' is not true or false.", "Write true or false.")
    return Metadata(
        title=_line(said, "title"),
        outlet=_line(said, "outlet"),
        author=_line(said, "author"),
        url=_line(said, "url"),
        published=_day(said.get("published")),
        language=_language(_line(said, "language")),
        rights=_line(said, "rights"),
        publish_words=words,
    )


def _line(said: Mapping[str, object], name: str) -> str | None:
    value = said.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError("bad_field", f"The field {name!r} is not text.", f'Write {name} = "...".')
    return flat(value) or None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    written = ISO_DAY.match(value) if isinstance(value, str) else None
    if written:
        with suppress(ValueError):  # a day that no calendar has is refused like any other
            return date.fromisoformat(written.group(1))
    said = flat(str(value))[:40]
    raise SourceError("bad_date", f"The field 'published' is no date: {said!r}.", "Write it as YYYY-MM-DD.")


def _language(said: str | None) -> str | None:
    if said is None:
        return None
    code = language_code(said)
    if code is None:
        raise SourceError(
            "bad_field", f"The field 'language' is no language code: {said[:40]!r}.", "Write a code such as en."
        )
    return code


def _scalar(written: str) -> object:
    value = written.strip()
    if value[:1] in ("'", '"') and value[-1:] == value[:1] and len(value) > 1:
        return value[1:-1]
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    return value.strip("[]").strip("\"' ")


def flat(said: object) -> str:
    """One line of printable text, whatever the source wrote; what cannot be encoded is written out."""
    line = " ".join(str(said).split())
    return line.encode("utf-8", "backslashreplace").decode("utf-8")
