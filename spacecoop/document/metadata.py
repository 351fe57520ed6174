"""What is claimed of an article beside its text: the fields, and how they are read from what other programs write.

Those belong to other programs, whose further fields are nobody's fault; what people wrote for us is in ``sidecars``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from spacecoop.document.days import day_of, iso_day
from spacecoop.document.fault import SourceError
from spacecoop.document.language import language_code

SIDECAR_FIELDS = ("title", "outlet", "author", "url", "published", "language", "rights", "publish_words")
# Other programs' names for our fields, of which the first that says something counts.
ALSO_CALLED = {
    "title": ("headline",),
    "outlet": ("publisher", "site_name"),
    "author": ("authors", "byline"),
    "url": ("link", "canonical_url", "source_url"),
    "published": (
        "date", "published_at", "publish_date", "publishdate", "date_published", "datepublished", "publication_date",
        "pubdate",
    ),
    "language": ("lang",),
    "rights": ("license", "licence"),
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


def by_our_names(said: Mapping[str, object]) -> dict[str, object]:
    """The fields of another program under our names, as far as it has them."""
    plain = {name.strip().lower().replace("-", "_").replace(" ", "_"): value for name, value in said.items()}
    found: dict[str, object] = {}
    for name in SIDECAR_FIELDS:
        values = (plain.get(called) for called in (name, *ALSO_CALLED.get(name, ())))
        found[name] = next((value for value in values if value not in (None, "", [])), None)
    return found


def lenient(said: Mapping[str, object]) -> tuple[Metadata, SourceError | None]:
    """The claims of a mapping by our names; a wrong field is left out and returned as the fault."""
    kept = {name: _simple(name, value) for name, value in said.items() if name in SIDECAR_FIELDS}
    kept = {name: value for name, value in kept.items() if value not in (None, "")}
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


def _simple(name: str, value: object) -> object:
    """A field's value as a sidecar would have it, where it is plain what that is: a list of authors, a day in words."""
    if name == "published":
        return day_of(value) or value
    if isinstance(value, list) and name == "author":
        return ", ".join(str(one) for one in (_simple(name, part) for part in value) if one)
    if isinstance(value, Mapping) and name in ("author", "outlet"):
        return value.get("name")
    return value


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
    day = iso_day(value) if isinstance(value, str) else day_of(value) if isinstance(value, date) else None
    if day is not None or value is None:
        return day
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


def flat(said: object) -> str:
    """One line of printable text, whatever the source wrote; what cannot be encoded is written out."""
    line = " ".join(str(said).split())
    return line.encode("utf-8", "backslashreplace").decode("utf-8")
