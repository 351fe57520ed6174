"""Decoding: which characters the bytes of a source are."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacecoop.document import SourceError
from spacecoop.document.decoding import clean, declared_charset, decode

ENGLISH = "The minister said that the “naïve” plan of the café in São Paulo – and with it the whole – was over."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_english_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_what_is_utf8_is_read_as_utf8_whatever_the_page_says() -> None:
    assert decode(ENGLISH.encode(), declared="iso-8859-1") == ENGLISH


def test_a_declared_charset_is_believed_where_the_bytes_are_not_utf8() -> None:
    czech = "Řekl, že příští rok začne v Brně nový kosmický program."
    assert decode(czech.encode("iso8859-2"), declared="iso-8859-2") == czech


def test_latin_1_means_the_windows_code_page_as_in_browsers() -> None:
    assert decode("“so” – Grüße aus Köln".encode("cp1252"), declared="iso-8859-1") == "“so” – Grüße aus Köln"


@pytest.mark.parametrize("declared", ["rot13", "no-such-charset", "hex", "utf-8"])
def test_a_charset_that_is_none_does_not_stop_the_reading(declared: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), declared=declared) == ENGLISH


def test_windows_bytes_pasted_into_utf8_are_read_as_what_they_were() -> None:
    assert decode(ENGLISH.encode() + "“x”".encode("cp1252")) == ENGLISH + "“x”"


def test_cyrillic_bytes_are_told_from_western_ones() -> None:
    russian = "Россия и Китай подписали соглашение о сотрудничестве в космосе. " * 4
    assert decode(russian.encode("koi8-r")) == russian


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="ISO-8859-1">', "iso-8859-1"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1250">', "windows-1250"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<html><p>no word of it</p>", None),
    ],
)
def test_a_pages_charset_is_read_from_its_head(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


@given(st.binary())
def test_bytes_become_clean_text_or_a_fault(raw: bytes) -> None:
    with contextlib.suppress(SourceError):
        text = decode(raw)
        assert text == clean(text)
        assert text.encode().decode() == text
        assert not set(text) & set("\r\x00\x0b\x0c\u2028\u00ad\ufeff")
