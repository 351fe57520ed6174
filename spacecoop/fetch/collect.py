"""What is new in the feeds and pages of ``feeds.toml``, fetched and kept as files below ``sources/``.

A page of a feed is fetched once, a listed page again when its server says that it changed. A fault costs one row of
``problems``, and the others go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spacecoop.document.fault import SourceError, printable
from spacecoop.document.metadata import Metadata
from spacecoop.fetch.feed import Entry, read_feed
from spacecoop.fetch.records import ENDINGS, Record, Records, ending, file_name, put_page
from spacecoop.fetch.wanted import NAME, Manners, Target, address, read_wanted
from spacecoop.fetch.web import Answer, Limits, Web
from spacecoop.tables import Problem

# What no further try will mend.
LASTING = frozenset({"gone", "not_a_page"})
FEED_BYTES = 10_000_000
# Headers worth keeping: they tell what the bytes are and whether they changed.
KEPT = (
    "age", "cache-control", "content-encoding", "content-language", "content-type", "date", "etag", "expires",
    "last-modified", "link", "server",
)  # fmt: skip


@dataclass(slots=True)
class Fetched:
    """What came of it: new or changed files, how many were known already, and problems in the order of ``feeds.toml``."""

    files: list[str] = field(default_factory=list[str])
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])


@dataclass(frozen=True, slots=True)
class _Desk:
    sources: Path
    records: Records
    web: Web
    now: Callable[[], datetime]


def fetch_all(
    sources: Path,
    state: Path,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    limits: Limits | None = None,
    is_forced: bool = False,
) -> Fetched:
    """Fetch what is new; ``state`` is the folder of the records. Without ``feeds.toml`` nothing happens.

    A feed that was looked at a short while ago is left alone unless ``is_forced``.
    """
    done = Fetched()
    path = sources / NAME
    if not path.is_file():
        return done
    wanted = read_wanted(path)
    done.problems.extend(fault.row(NAME) for fault in wanted.faults)
    wait = timedelta(minutes=0 if is_forced else wanted.manners.every_minutes)
    with Web(wanted.manners, limits) as web:
        desk = _Desk(sources, Records(state), web, now)
        for target in wanted.targets:
            try:
                if target.kind == "feed":
                    _feed(desk, target, done, wait, wanted.manners.most_new)
                else:
                    _page(desk, target, done, wait)
            except SourceError as fault:
                done.problems.append(_row(fault, target.url))
            except OSError as fault:
                done.problems.append(_row(_unwritable(fault), target.url))
    done.problems.sort(key=lambda row: (row.source, row.problem))
    with suppress(OSError):  # they are in the answer; kept, they only spare a later look
        Records(state).keep_problems(done.problems)
    return done


def last_problems(state: Path) -> list[Problem]:
    """What was wrong when feeds and pages were last fetched; nothing when they never were."""
    return Records(state).problems()


def add_page(
    url: str, collection: str, sources: Path, state: Path, *, limits: Limits | None = None
) -> tuple[str, Record]:
    """Fetch one page into a collection: its path below ``sources`` and its record. Nothing is overwritten.

    Raises ``SourceError``; ``feeds.toml`` says whether private addresses are allowed.
    """
    manners = read_wanted(sources / NAME).manners if (sources / NAME).is_file() else Manners()
    target = Target("page", address(url), collection, Metadata())
    with Web(manners, limits) as web:
        desk = _Desk(sources, Records(state), web, lambda: datetime.now(UTC))
        answer = web.get(target.url)
        path = sources / collection / (file_name(target.url) + ending(answer.headers.get("content-type")))
        if path.exists() and path.read_bytes() != answer.body:
            raise SourceError("already_there", f"{path} is there already and differs.", "Take that away first.")
        record = _kept(desk, target, answer, Metadata())
    return record.source or "", record


def _feed(desk: _Desk, target: Target, done: Fetched, wait: timedelta, most_new: int) -> None:
    known = desk.records.of(target.url)
    if known is not None and _is_recent(known, desk.now(), wait):
        _again(known, done)
        return
    answer = desk.web.get(target.url, known=known.conditional() if known else None, limit=FEED_BYTES)
    if answer.status == 304 and known is not None:
        desk.records.keep(replace(known, time=_time(desk)))
        _again(known, done)
        return
    before = len(done.problems)
    left = most_new
    is_whole = True
    for entry in read_feed(answer.body, answer.url):
        page = replace(target, kind="page", url=entry.url)
        if _is_known(desk, page):
            _again(desk.records.of(entry.url), done)
        elif left == 0:
            is_whole = False
        else:
            left -= 1
            is_whole &= _entry(desk, page, entry, done)
    # A feed whose pages are not all here is asked for again as a whole, not only when it has changed.
    headers = _headers(answer) if is_whole else {}
    faults = tuple(
        (row.source.partition("#")[2], row.problem, row.reason, row.remedy) for row in done.problems[before:]
    )
    desk.records.keep(Record(target.url, _time(desk), answer.url, headers, faults=faults))


def _entry(desk: _Desk, page: Target, entry: Entry, done: Fetched) -> bool:
    """Fetch a page that a feed announces; false when a later try may mend what went wrong."""
    try:
        done.files.append(_kept(desk, page, desk.web.get(page.url), entry.said).source or "")
    except SourceError as fault:
        done.problems.append(_row(fault, page.url))
        if fault.problem not in LASTING:
            return False
        said = (page.url, fault.problem, fault.reason, fault.remedy)
        desk.records.keep(Record(page.url, _time(desk), page.url, faults=(said,)))
    return True


def _again(known: Record | None, done: Fetched) -> None:
    """Nothing new: what was wrong before is told again."""
    done.unchanged += 1
    for url, problem, reason, remedy in known.faults if known else ():
        done.problems.append(_row(SourceError(problem, reason, remedy), url))


def _page(desk: _Desk, target: Target, done: Fetched, wait: timedelta) -> None:
    known = desk.records.of(target.url)
    if known is not None and _is_recent(known, desk.now(), wait):
        done.unchanged += 1
        return
    is_here = known is not None and known.source is not None and (desk.sources / known.source).is_file()
    answer = desk.web.get(target.url, known=known.conditional() if known is not None and is_here else None)
    if answer.status == 304 or (
        known is not None and is_here and known.sha256 == hashlib.sha256(answer.body).hexdigest()
    ):
        done.unchanged += 1
        desk.records.keep(replace(known or Record(target.url, "", answer.url), time=_time(desk)))
        return
    done.files.append(_kept(desk, target, answer, Metadata()).source or "")


def _kept(desk: _Desk, target: Target, answer: Answer, said: Metadata) -> Record:
    """The page as a file with its sidecar, and then its record."""
    if answer.status != 200:
        raise SourceError("bad_answer", "The server says it is unchanged, unasked.", "Try again later.")
    name = file_name(target.url) + ending(answer.headers.get("content-type"))
    claims = Metadata(url=answer.url).before(said).before(target.claims)
    put_page(desk.sources / target.collection, name, answer.body, claims)
    digest = hashlib.sha256(answer.body).hexdigest()
    source = f"{target.collection}/{name}"
    record = Record(target.url, _time(desk), answer.url, _headers(answer), source, digest)
    desk.records.keep(record)
    return record


def _is_known(desk: _Desk, page: Target) -> bool:
    """Whether a page was fetched before: its record says so or, where that was lost, its file."""
    known = desk.records.of(page.url)
    if known is not None and (known.source is not None or known.faults):
        return True
    folder, name = desk.sources / page.collection, file_name(page.url)
    return any((folder / f"{name}{end}").exists() for end in set(ENDINGS.values()))


def _is_recent(known: Record, now: datetime, wait: timedelta) -> bool:
    try:
        return timedelta() <= now - datetime.fromisoformat(known.time) < wait
    except (ValueError, TypeError):
        return False


def _headers(answer: Answer) -> dict[str, str]:
    return {name: answer.headers[name] for name in KEPT if name in answer.headers}


def _time(desk: _Desk) -> str:
    return desk.now().replace(microsecond=0).isoformat()


def _row(fault: SourceError, url: str) -> Problem:
    return fault.row(f"{NAME}#{printable(url)}")


def _unwritable(fault: OSError) -> SourceError:
    said = fault.strerror or "the system refuses it"
    return SourceError("unwritable", f"What was fetched cannot be kept: {said}.", "Make room or mend the permissions.")
