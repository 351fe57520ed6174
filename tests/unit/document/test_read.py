"""Reading sources: every format to documents, every fault to a row of problems, and never an exception."""

from __future__ import annotations

import hashlib
import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spacecoop import Document
from spacecoop.document import SourceError, SourceRead, lines, read_source
from spacecoop.document.article import Cut
from spacecoop.tables import Problem

ENGLISH = (
    "The two agencies said on Monday that they will build an observatory, and that the money for it has been found. "
    "It is to fly from an island in the south with the help of their friends."
)
GERMAN = (
    "Die Agenturen sagten am Montag, dass sie ein Observatorium bauen wollen und dass das Geld schon gefunden wurde. "
    "Es soll im Jahr 2031 von einer Insel im Süden starten."
)


def read(folder: Path, name: str, content: str | bytes) -> SourceRead:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_source(path, root=folder)


def only(found: SourceRead) -> Document:
    assert not found.problems
    (document,) = found.documents
    return document


def fault(found: SourceRead) -> Problem:
    assert not found.documents
    (problem,) = found.problems
    return problem


def test_a_bare_text_is_enough(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    document = only(read(tmp_path, "news/a b.txt", ENGLISH))
    assert (document.document_id, document.text, document.language) == ("news/a b.txt", ENGLISH, "en")
    assert (document.format, document.published, document.publish_words) == ("text", None, True)
    assert document.sha256 == hashlib.sha256(ENGLISH.encode()).hexdigest()


def test_every_line_break_becomes_one_newline(tmp_path: Path) -> None:
    assert only(read(tmp_path, "a.txt", f"A\r\nB\rC\u2028{ENGLISH}")).text == f"A\nB\nC\n{ENGLISH}"


def test_marks_that_nobody_sees_are_left_out(tmp_path: Path) -> None:
    assert only(read(tmp_path, "a.txt", f"Wash\u00ading\u200bton. {ENGLISH}")).text == f"Washington. {ENGLISH}"


def test_markdown_is_kept_but_for_its_front_matter(tmp_path: Path) -> None:
    content = f'---\ntitle: "A mirror: for two"\ndate: 2014-02-03 10:00:00 +0100\nlayout: post\ntags:\n  - x\n---\n\n# A *mirror*\n\n{ENGLISH}'
    document = only(read(tmp_path, "a.md", content))
    assert document.text == f"# A *mirror*\n\n{ENGLISH}"
    assert (document.title, document.published) == ("A mirror: for two", date(2014, 2, 3))
    assert (document.format, document.published_source) == ("markdown", "sidecar")


def test_a_rule_at_the_start_of_markdown_is_no_front_matter(tmp_path: Path) -> None:
    content = f"---\nNobody knows why.\n---\n{ENGLISH}"
    assert only(read(tmp_path, "a.md", content)).text == content


def test_a_wrong_date_in_front_matter_is_told_and_the_article_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", f"---\ndate: 2014-02-30\n---\n{ENGLISH}")
    assert [document.published for document in found.documents] == [None]
    assert [(row.source, row.problem) for row in found.problems] == [("a.md", "bad_date")]


def test_words_stay_unpublished_when_front_matter_says_so_in_words_we_do_not_know(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", f"---\npublish_words: rather not\n---\n{ENGLISH}")
    assert [document.publish_words for document in found.documents] == [False]
    assert [row.problem for row in found.problems] == ["bad_field"]


def test_a_sidecar_wins_over_what_the_source_says_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "Ours"\npublished = 2014-01-12\noutlet = "Post"\npublish_words = false\n')
    document = only(read(tmp_path, "a.md", f"---\ntitle: Theirs\nauthor: Jo\ndate: 2013-01-01\n---\n{ENGLISH}"))
    assert (document.title, document.author, document.outlet) == ("Ours", "Jo", "Post")
    assert (document.published, document.publish_words) == (date(2014, 1, 12), False)


@pytest.mark.parametrize(
    ("sidecar", "named", "remedy"),
    [
        ("foo = 1", "'foo'", "publish_words"),
        ("publised = 2019-05-14", "'publised'", "Write 'published'"),
        ("published = 14.5.2019", "line 1", "published = 2019-05-14"),
        ("title = 5", "'title'", 'title = "..."'),
        ('published = "12/01/2014"', "'published'", "YYYY-MM-DD"),
        ('published = "2014-02-30"', "'published'", "YYYY-MM-DD"),
        ("published = 2014", "'published'", "YYYY-MM-DD"),
        ('language = "English, mostly"', "'language'", "en"),
        ('publish_words = "no"', "'publish_words'", "false"),
        ("title = ", "TOML", "title"),
        ("\x00", "TOML", "title"),
        ("x = " + "[" * 100_000, "TOML", "title"),
    ],
)
def test_a_wrong_sidecar_is_a_problem_that_names_file_field_and_remedy(
    tmp_path: Path, sidecar: str, named: str, remedy: str
) -> None:
    (tmp_path / "a.toml").write_text(sidecar)
    problem = fault(read(tmp_path, "a.txt", ENGLISH))
    assert (problem.source, problem.problem) == ("a.txt", "bad_sidecar")
    assert problem.reason.startswith("a.toml: ")
    assert named in problem.reason
    assert remedy in problem.remedy


def test_a_sidecar_that_links_out_of_the_sources_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "sources"
    inside.mkdir()
    (tmp_path / "secret.toml").write_text('title = "x"')
    (inside / "a.toml").symlink_to(tmp_path / "secret.toml")
    assert fault(read(inside, "a.txt", ENGLISH)).problem == "bad_sidecar"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["a.toml", "_collection.toml"])
def test_a_sidecar_that_is_a_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    problem = fault(read(tmp_path, "a.txt", ENGLISH))
    assert (problem.problem, problem.reason) == ("bad_sidecar", f"{name}: is no regular file.")


def test_json_lines_hold_an_article_each_named_by_its_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"title": "One", "text": ENGLISH, "published": "2021-03-10", "author": "Jo", "id": 7}),
        "",
        json.dumps({"body": f"{ENGLISH} Twice.", "date": "2021-03-11T10:00:00Z"}),
        json.dumps({"content": f"{ENGLISH} Thrice.", "language": "en-GB"}),
    ]
    found = read(tmp_path, "wire.jsonl", "\n".join(lines))
    assert [(d.document_id, d.title, d.published) for d in found.documents] == [
        ("wire.jsonl#1", "One", date(2021, 3, 10)),
        ("wire.jsonl#3", None, date(2021, 3, 11)),
        ("wire.jsonl#4", None, None),
    ]
    assert found.documents[0].sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert not found.problems


def test_a_line_wins_over_the_sidecar_of_its_file_but_not_over_its_silence(tmp_path: Path) -> None:
    (tmp_path / "wire.toml").write_text('outlet = "Wire"\nrights = "CC0"\npublish_words = false\n')
    line = json.dumps({"text": ENGLISH, "outlet": "Post", "publish_words": True})
    document = only(read(tmp_path, "wire.jsonl", line))
    assert (document.outlet, document.rights, document.publish_words) == ("Post", "CC0", False)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text": 1', "broken_json"),
        (b"[1]", "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b'{"text": 5}', "no_text"),
        (b'{"title": "x"}', "no_text"),
        (b'{"text": " . "}', "no_text"),
        (b"\xff\xfe{}", "undecodable"),
        (json.dumps({"text": GERMAN}).encode(), "not_english"),
    ],
)
def test_a_bad_line_is_a_problem_and_its_neighbours_are_read(tmp_path: Path, line: bytes, problem: str) -> None:
    good = json.dumps({"text": ENGLISH}).encode()
    found = read(tmp_path, "wire.jsonl", b"\n".join([good, line, good]))
    assert [document.document_id for document in found.documents] == ["wire.jsonl#1", "wire.jsonl#3"]
    assert [(row.source, row.problem) for row in found.problems] == [("wire.jsonl#2", problem)]


def test_a_wrong_field_of_a_line_is_told_and_the_article_kept(tmp_path: Path) -> None:
    found = read(tmp_path, "wire.jsonl", json.dumps({"text": ENGLISH, "date": "12/01/2014"}))
    assert [document.published for document in found.documents] == [None]
    assert [(row.source, row.problem) for row in found.problems] == [("wire.jsonl#1", "bad_date")]


def test_a_line_with_an_unpaired_surrogate_can_still_be_written_as_utf8(tmp_path: Path) -> None:
    document = only(read(tmp_path, "wire.jsonl", b'{"text": "\\ud800\\u0000 ' + ENGLISH.encode() + b'"}'))
    assert document.text.encode().decode().endswith(ENGLISH)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"***\n---\n", "no_text"),
        ("a.txt", b"abc\x00def", "binary"),
        ("a.txt", b"\xff\xfe\x00", "undecodable"),
        ("a.txt", bytes(range(128, 256)) * 3 + b"\x81\x8d", "undecodable"),
        ("a.txt", GERMAN.encode(), "not_english"),
        ("a.docx", b"PK", "unknown_format"),
        ("a.html", b"<html><body><ul><li><a href=x>Home</a></li></ul></body></html>", "no_text"),
        ("a.html", b"<<<>>>" * 1000, "no_text"),
        ("a.html", b"<div>" * 100_000, "no_text"),
    ],
)
def test_content_that_is_no_article_is_a_problem(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    row = fault(read(tmp_path, name, content))
    assert (row.source, row.problem) == (name, problem)
    assert row.reason.endswith(".")
    assert row.remedy.endswith(".")


def test_a_source_that_is_gone_or_no_file_or_refused_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    names = ("gone.txt", "folder.txt", "pipe.txt", "x" * 300 + ".txt", "odd\nname.txt")
    found = [fault(read_source(tmp_path / name, root=tmp_path)) for name in names]
    assert [row.problem for row in found] == ["missing", "not_a_file", "not_a_file", "unreadable", "odd_name"]
    assert found[-1].source == "odd\\nname.txt"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.jsonl.gz"])
def test_a_source_of_500_megabytes_is_not_even_read(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(500_000_000)
    began = time.process_time()
    assert fault(read_source(tmp_path / name, root=tmp_path)).problem == "too_large"
    assert time.process_time() - began < 0.1


def test_a_line_of_100_megabytes_is_a_problem_and_its_neighbours_are_read(tmp_path: Path) -> None:
    good = json.dumps({"text": ENGLISH}).encode()
    long = b'{"text": "' + b"a" * 100_000_000 + b'"}'
    found = read(tmp_path, "wire.jsonl", b"\n".join([good, long, good]))
    assert [document.document_id for document in found.documents] == ["wire.jsonl#1", "wire.jsonl#3"]
    assert [(row.source, row.problem) for row in found.problems] == [("wire.jsonl#2", "too_large")]


def test_a_reader_that_breaks_is_a_problem_of_that_file_and_keeps_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = lines.article

    def breaks(cut: Cut, document_id: str, **rest: Any) -> Document:
        if document_id.endswith("#2"):
            raise ZeroDivisionError("no\nsuch \x1b luck")
        return sound(cut, document_id, **rest)

    monkeypatch.setattr(lines, "article", breaks)
    found = read(tmp_path, "wire.jsonl", "\n".join([json.dumps({"text": ENGLISH})] * 3))
    assert [document.document_id for document in found.documents] == ["wire.jsonl#1"]
    (row,) = found.problems
    assert (row.source, row.problem) == ("wire.jsonl", "reader_failed")
    assert row.reason == "The reader broke on this file (ZeroDivisionError: no such \\x1b luck)."


def test_the_person_who_wrote_the_sidecar_decides_what_language_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('language = "en"')
    assert only(read(tmp_path, "a.txt", "Mercury Venus Earth Mars Jupiter " * 10)).language == "en"
    (tmp_path / "b.toml").write_text('language = "fr-CA"')
    assert fault(read(tmp_path, "b.txt", ENGLISH)).problem == "not_english"


def test_a_text_too_short_to_tell_its_language_is_read(tmp_path: Path) -> None:
    assert only(read(tmp_path, "a.txt", "Paris, 3 May 2013")).language == "und"


def test_a_document_is_read_from_a_path_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    assert Document.from_path(tmp_path / "a.txt").document_id == "a.txt"
    with pytest.raises(SourceError, match=r"gone\.txt: The file is gone"):
        Document.from_path(tmp_path / "gone.txt")


def test_a_file_of_several_articles_is_no_single_document(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps({"text": ENGLISH})] * 2))
    with pytest.raises(SourceError, match="2 articles"):
        Document.from_path(tmp_path / "a.jsonl")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    name=st.sampled_from(["a.txt", "a.md", "a.jsonl", "a.html"]),
    content=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.text(max_size=200).map(lambda text: b"---\n" + text.encode("utf-8", "replace") + b"\n---\n" + ENGLISH.encode()),
        st.dictionaries(st.sampled_from(["text", "date", "title", "language", "publish_words"]), st.from_type(int) | st.text())
        .map(lambda fields: json.dumps(fields).encode()),
    ),
    sidecar=st.one_of(st.none(), st.binary(max_size=60)),
)  # fmt: skip
def test_no_content_raises_and_nothing_vanishes(
    tmp_path: Path, name: str, content: bytes, sidecar: bytes | None
) -> None:
    (tmp_path / "a.toml").unlink(missing_ok=True)
    if sidecar is not None:
        (tmp_path / "a.toml").write_bytes(sidecar)
    found = read(tmp_path, name, content)
    blank_lines_only = name == "a.jsonl" and not content.removeprefix(b"\xef\xbb\xbf").strip()
    assert found.documents or found.problems or blank_lines_only
    for document in found.documents:
        assert document.text.encode()
        assert "\r" not in document.text


def test_lines_are_read_under_the_names_that_most_datasets_give_their_fields(tmp_path: Path) -> None:
    line = {
        "headline": "A mirror",
        "publisher": {"@type": "Organization", "name": "The Post"},
        "authors": ["Jo Bloggs", {"name": "Ann Other"}],
        "datePublished": "Sun, 12 Jan 2014 08:00:00 GMT",
        "link": "https://post.example/1",
        "content": ENGLISH,
    }
    document = only(read(tmp_path, "wire.jsonl", json.dumps(line)))
    assert (document.title, document.outlet, document.author) == ("A mirror", "The Post", "Jo Bloggs, Ann Other")
    assert (document.published, document.url) == (date(2014, 1, 12), "https://post.example/1")
