"""The vocabulary in which a table is declared: one typed record class, its columns carrying what they mean.

Here are the decorator, the column specifier and the reading back of both; no table is declared here and nothing is
rendered here (``arrow`` and the rooms that publish or check do that).
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
TYPE_NAMES: dict[type, ColumnType] = {str: "string", int: "integer", float: "number", bool: "boolean", date: "date"}
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Column:
    """One column as every rendering needs it. ``enum`` is empty where any value may stand; ``references`` is
    ``table.column``; ``unit`` says what a number counts or measures."""

    name: str
    type: ColumnType
    nullable: bool
    description: str
    unit: str | None
    enum: tuple[str, ...]
    pattern: str | None
    minimum: float | None
    maximum: float | None
    references: str | None
    previous_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A published table: its record class, key and reading order."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    record: type
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` names the table where there is none."""
        for candidate in self.columns:
            if candidate.name == name:
                return candidate
        raise KeyError(f"table {self.name} has no column {name}")


def column(
    description: str,
    *,
    default: Any = MISSING,
    unit: str | None = None,
    pattern: str | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
    references: str | None = None,
    previous_names: tuple[str, ...] = (),
) -> Any:
    """A column of a table; its type, enumeration and whether it may be null come from the annotation."""
    said = {
        "description": description,
        "unit": unit,
        "pattern": pattern,
        "minimum": minimum,
        "maximum": maximum,
        "references": references,
        "previous_names": previous_names,
    }
    return field(default=default, metadata=said)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(column,))
def record(cls: type[Record]) -> type[Record]:
    """A frozen, slotted, keyword-only record whose columns other tables inherit."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(column,))
def table(
    name: str, *, title: str, key: tuple[str, ...], sort: tuple[str, ...] = ()
) -> Callable[[type[Record]], type[Record]]:
    """Declare the decorated class as the published table ``name``; its docstring is the table's description."""

    def declare(cls: type[Record]) -> type[Record]:
        made = record(cls)
        made.__table__ = (name, title, key, sort or key)  # type: ignore[attr-defined]
        return made

    return declare


@cache
def describe(cls: type) -> Table:
    """Read a declaration back, the key's columns first, then the others as written."""
    said: tuple[str, str, tuple[str, ...], tuple[str, ...]] = getattr(cls, "__table__")  # noqa: B009
    name, title, key, sort = said
    hints = get_type_hints(cls)
    columns = [_column(f.name, hints[f.name], dict(f.metadata)) for f in fields(cls)]
    columns.sort(key=lambda c: key.index(c.name) if c.name in key else len(key))
    text = " ".join((cls.__doc__ or "").split())
    return Table(name, title, text, key, sort, cls, tuple(columns))


def _column(name: str, hint: Any, said: dict[str, Any]) -> Column:
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    bare = [o for o in options if o is not type(None)]
    enum: tuple[str, ...] = ()
    if get_origin(bare[0]) is Literal:
        enum = get_args(bare[0])
        bare = [str]
    return Column(name=name, type=TYPE_NAMES[bare[0]], nullable=len(options) > len(bare), enum=enum, **said)
