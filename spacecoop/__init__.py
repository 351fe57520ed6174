"""spacecoop: from raw news articles on space cooperation to rows that can be checked to the character.

``extract`` reads one ``Document``, ``extract_batch`` an Arrow table of them; the tables are declared in
``spacecoop.tables``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacecoop.document import Document

if TYPE_CHECKING:
    from spacecoop.batch import extract_batch
    from spacecoop.engine import Found, extract

__version__ = "0.1.0"
__all__ = ["Document", "Found", "extract", "extract_batch"]


def __getattr__(name: str) -> object:
    """Load the engine when it is first asked for, so that importing the package stays cheap."""
    if name in ("extract", "Found"):
        from spacecoop import engine

        return getattr(engine, name)
    if name == "extract_batch":
        from spacecoop.batch import extract_batch

        return extract_batch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
