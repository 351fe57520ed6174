"""Bytes to text: byte order marks, UTF-8, a page's declared charset, and what is neither.

Whether the text is an article is decided elsewhere; here it only becomes characters, with ``\\n`` between lines.
"""

from __future__ import annotations

import codecs
import re

from spacecoop.document.fault import SourceError
from spacecoop.document.language import is_english

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
DECLARED = re.compile(rb"(?i)\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-z0-9_:.-]{2,40})")
DECLARED_XML = re.compile(rb"(?i)^\s{0,99}<\?xml[^>]{0,200}\bencoding\s{0,9}=\s{0,9}[\"']([a-z0-9_:.-]{2,40})")
HEAD_BYTES = 4096
# What browsers read under these names (WHATWG Encoding): the Windows code page.
READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
# Coders of Python that are no character sets.
CHARSETS = re.compile(r"(?i)^(?:utf|iso|windows|cp|koi8|mac|gb|big5|shift|sjis|euc|latin|tis|x-sjis)")

LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens and zero-width marks break words that readers see whole.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
UNPAIRED = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The characters of ``raw``, lines ended by ``\\n``; raises ``SourceError`` for what is no text.

    Bytes that are UTF-8 are read as UTF-8 whatever ``declared`` says.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return clean(_strict(raw[len(mark) :], encoding))
    if b"\x00" in raw:
        raise SourceError(
            "binary", "The file holds NUL bytes, so it is no text.", "Put the article's text, HTML or JSON there."
        )
    try:
        return clean(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(_not_utf8(raw, declared))


def declared_charset(raw: bytes) -> str | None:
    """The character set that a page names in its first bytes."""
    head = raw[:HEAD_BYTES]
    said = DECLARED_XML.search(head) or DECLARED.search(head)
    return said.group(1).decode("ascii").lower() if said else None


def clean(text: str) -> str:
    """Every line break as ``\\n``, no invisible marks, control characters as spaces, no unpaired surrogate."""
    text = LINE_ENDS.sub("\n", text) if LINE_ENDS.search(text) else text
    if text.isascii():
        return CONTROL.sub(" ", text)
    return UNPAIRED.sub(REPLACEMENT, CONTROL.sub(" ", UNSEEN.sub("", text)))


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        raise SourceError(
            "undecodable", f"The bytes are not {encoding} although the file says so.", "Save the file as UTF-8."
        ) from fault


def _not_utf8(raw: bytes, declared: str | None) -> str:
    mixed = _mixed(raw)
    if mixed is not None:
        return mixed
    if declared and CHARSETS.match(declared):
        try:
            return raw.decode(READ_AS.get(declared, declared))
        except (UnicodeDecodeError, LookupError):
            pass  # the page lies about itself; what it is can still be told from its bytes
    # English has too few accents for statistics over bytes to tell Western from Central European code pages.
    western = _windows(raw)
    if western is not None and is_english(western):
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise SourceError("undecodable", "The bytes are text in no encoding that can be told.", "Save it as UTF-8.")
    return str(best)


def _mixed(raw: bytes) -> str | None:
    """UTF-8 into which a few Windows bytes were pasted; null where most characters beyond ASCII are not UTF-8."""
    text = raw.decode("utf-8", "surrogateescape")
    stray = len(UNPAIRED.findall(text))
    whole = len(text) - stray - sum(map(str.isascii, text))
    if whole < stray:
        return None
    return UNPAIRED.sub(lambda m: bytes([ord(m.group()) - 0xDC00]).decode("cp1252", "replace"), text)


def _windows(raw: bytes) -> str | None:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
