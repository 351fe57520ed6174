"""Front matter: the lines between fences that stand above a Markdown text, as YAML or as TOML.

Of YAML only what site builders write there is read; what the fields mean is told in ``metadata``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence

from spacecoop.document.fault import SourceError
from spacecoop.document.metadata import Metadata, by_our_names, flat, lenient

FENCES = {"---": ("---", "..."), "+++": ("+++",)}
FRONT_LINES = 200
FIELD_LINE = re.compile(r"([A-Za-z_][\w -]{0,40}?)\s{0,9}[:=](?:\s{1,9}(.*)|([^\s/].*)|\s{0,9})$")
# Lines that belong to the field above them.
INNER = (" ", "\t", "-", "]", "[")
BLOCK = re.compile(r"[>|][+-]?\d?[+-]?$")
COMMENT = re.compile(r"(?:^|\s)#.*$")
DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"(?=\s*(?:#.*)?$)')
SINGLE_QUOTED = re.compile(r"'((?:[^']|'')*)'\s*(?:#.*)?$")
ITEM = re.compile(r"\s{0,20}-\s+(.*)$")
# Between the items of a list, outside quotation marks.
PARTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,\[\]]+")
NO_VALUE = frozenset(("", "~", "null"))


def front_matter(text: str) -> tuple[Metadata, str, SourceError | None]:
    """Front matter's claims, the text after it, and what is wrong with one of its fields.

    Fences that hold anything but fields, lists and comments are no front matter, and stay in the text.
    """
    lines = text.lstrip("\n\ufeff").split("\n", FRONT_LINES)
    fence = lines[0].rstrip()
    closing = FENCES.get(fence)
    end = next((i for i, line in enumerate(lines[1:], 1) if closing and line.rstrip() in closing), None)
    if end is None:
        return Metadata(), text, None
    said, broken = _toml(lines[1:end]) if fence == "+++" else (None, None)
    said = _yaml(lines[1:end]) if said is None else said
    if said is None:
        return Metadata(), text, None
    claims, fault = lenient(by_our_names(said))
    return claims, "\n".join(lines[end + 1 :]).lstrip("\n"), broken or fault


def _toml(lines: Sequence[str]) -> tuple[dict[str, object] | None, SourceError | None]:
    try:
        return tomllib.loads("\n".join(lines)), None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        return None, SourceError(
            "bad_field", f"The front matter is no TOML ({flat(fault)}).", 'Write lines such as title = "...".'
        )


def _yaml(lines: Sequence[str]) -> dict[str, object] | None:
    """The fields by name; null where there is a line that is none and belongs to none."""
    said: dict[str, object] = {}
    field: tuple[str, str] | None = None
    inner: list[str] = []
    for line in (*lines, None):
        if line is not None and (not line.strip() or line.startswith((*INNER, "#"))):
            inner.append(line)
            continue
        if field is not None:
            said.setdefault(field[0], _value(field[1], inner))
        if line is None:
            return said or None
        found = FIELD_LINE.match(line)
        if found is None:
            return None
        field, inner = (found.group(1), (found.group(2) or found.group(3) or "").strip()), []
    return said


def _value(first: str, inner: Sequence[str]) -> object:
    """What a field holds, by what stands behind its name and in the lines that belong to it."""
    if BLOCK.match(first):
        return " ".join(line.strip() for line in inner)
    below = [line.strip() for line in inner if line.strip() and not line.lstrip().startswith("#")]
    if not COMMENT.sub("", first):
        items = [item.group(1) for line in inner if (item := ITEM.match(line))]
        return [_scalar(item) for item in items] if items else dict(_fields(below)) or None
    return _scalar(" ".join([first, *below]))


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, object]]:
    for line in lines:
        if found := FIELD_LINE.match(line):
            yield found.group(1), _scalar((found.group(2) or found.group(3) or "").strip())


def _scalar(written: str) -> object:
    if found := DOUBLE_QUOTED.match(written):
        try:
            return str(json.loads(found.group()))
        except ValueError:
            return found.group()[1:-1]
    if found := SINGLE_QUOTED.match(written):
        return found.group(1).replace("''", "'")
    value = COMMENT.sub("", written).strip()
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(part) for found in PARTS.finditer(value[1:-1]) if (part := found.group().strip())]
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    return None if value.lower() in NO_VALUE else value
