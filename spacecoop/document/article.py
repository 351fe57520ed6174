"""Text that a reader cut from a source to a ``Document``: its claims joined, its language told, what is none refused.

How the text was cut is the business of the readers of each format.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from spacecoop.document.fault import SourceError
from spacecoop.document.language import is_english, is_too_short_to_tell
from spacecoop.document.metadata import Metadata
from spacecoop.document.model import Document


@dataclass(frozen=True, slots=True)
class Cut:
    """Text as cut from its source, with what the source says of it, and a fault that did not stop the reading."""

    text: str
    said: Metadata
    extractor: str
    fault: SourceError | None = None


def article(
    cut: Cut, document_id: str, *, form: str, claims: Metadata, ordered_language: str | None, raw: bytes
) -> Document:
    """The document of a cut text; raises ``SourceError`` for no text or another language than English.

    ``ordered_language`` is what the sidecar says, which a person decided of this file; other claims yield to the words.
    """
    if not any(map(str.isalnum, cut.text)):
        raise SourceError("no_text", "There is no text in it.", "Put the article's text there.")
    language = ordered_language or _told(cut.text, claims.language)
    if language not in ("en", "und"):
        raise SourceError("not_english", f"The article is not in English ({language}).", "Add an English article.")
    return Document(
        document_id=document_id,
        text=cut.text,
        published=claims.published,
        published_source=claims.published_source,
        title=claims.title,
        outlet=claims.outlet,
        author=claims.author,
        url=claims.url,
        language=language,
        rights=claims.rights,
        publish_words=claims.publish_words is not False,
        format=form,
        extractor=cut.extractor,
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def _told(text: str, claimed: str | None) -> str:
    if is_english(text):
        return "en"
    if is_too_short_to_tell(text):
        return claimed or "und"
    if claimed not in (None, "en"):
        return claimed
    raise SourceError(
        "not_english",
        "The words are not those of English prose.",
        'Add an English article, or say language = "en" in its sidecar.',
    )
