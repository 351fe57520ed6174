"""Reading a source: from a file or a string to ``Document``, and what of its text is the article.

Nothing here looks for dates, numbers or names; that begins in ``find``.
"""

from spacecoop.document.model import Document

__all__ = ["Document"]
