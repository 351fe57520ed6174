"""Reading a source: from a file or a string to ``Document``, and what of its text is the article.

Nothing here looks for dates, numbers or names; that begins in ``find``.
"""

from spacecoop.document.fault import SourceError
from spacecoop.document.listing import Sources, list_sources
from spacecoop.document.model import Document
from spacecoop.document.read import SourceRead, read_source

__all__ = ["Document", "SourceError", "SourceRead", "Sources", "list_sources", "read_source"]
