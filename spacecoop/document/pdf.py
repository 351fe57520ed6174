"""A PDF with a text layer to the article's text: paragraphs joined again, hyphens at line ends mended, page headers out.

Pictures of pages are not read: that is text recognition's work, outside this project.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from statistics import quantiles
from typing import TYPE_CHECKING

from spacecoop.document.article import Cut
from spacecoop.document.columns import CROSSING, MARKS, NARROWER, column_lines, starts_of_mixed
from spacecoop.document.decoding import clean
from spacecoop.document.fault import SourceError
from spacecoop.document.metadata import Metadata, lenient
from spacecoop.document.placed import Watch

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 500
MOST_CHARACTERS = 5_000_000
# What draws the pages; text extraction reads some megabytes of it a second.
DRAWING_BYTES = 50_000_000
# What damage to a file makes its reader raise, beside its own faults.
BROKEN = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, NotImplementedError, OSError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip
# So many lines at the top and at the foot of a page may be its header and footer.
EDGE = 2
LONGEST_EDGE = 120
PAGE_NUMBER = re.compile(
    r"[\W_]{0,5}(?:(?i:page|p\.)\s{0,3})?(?:\d{1,4}(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?|[ivxl]{1,6})[\W_]{0,5}$"
)
DIGITS = re.compile(r"\d+")
ENDS_SENTENCE = re.compile(r"[.!?:][\"'”’»)\]]{0,3}$")
LIST_ITEM = re.compile(r"(?:[-*•–·▪]|\(?\d{1,2}[.)])\s")
HYPHENATED = re.compile(r"([A-Za-zÀ-ÿ]{2,40})[-\u2010\u00ad]$")
WORD = re.compile(r"[A-Za-zÀ-ÿ]{1,40}")
COMPOUND = re.compile(r"[A-Za-zÀ-ÿ]{1,40}-[A-Za-zÀ-ÿ]{1,40}")
# First parts of words that keep their hyphen where nothing in the text tells.
KEEPS_HYPHEN = frozenset(
    "all cross ex first five four full half high long low mid multi new non one second self short single "
    "six small so ten third three two well".split()
)
# Lines from which it is told how many letters the page's usual line has.
SHORTEST = 20
# A line so much shorter than the page's usual one ends its paragraph.
SHORT = 0.8


def read_pdf(raw: bytes) -> Cut:
    """The text of a PDF; raises ``SourceError`` for one that is broken, locked, or made of pictures."""
    import pypdf
    from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError

    # What is wrong with a file is told by us, in one row.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        title = _title(reader)
        pages = list(_pages(reader))
    except FileNotDecryptedError as fault:
        raise _locked() from fault
    except LimitReachedError as fault:
        raise SourceError("archive_bomb", "The PDF unpacks to more than is read.", "Put its text in a .txt.") from fault
    except (PyPdfError, *BROKEN) as fault:
        if "cryptography" in str(fault):
            raise _locked() from fault
        raise SourceError(
            "broken_pdf", "The PDF cannot be read.", "Save it again, or put its text in a .txt."
        ) from fault
    text = clean("\n\n".join(_paragraphs(pages)))
    if not any(map(str.isalpha, text)):
        raise SourceError(
            "no_text_layer",
            "The PDF holds pictures of pages, and no text.",
            "Run text recognition (OCR) over it, or put its text in a .txt.",
        )
    said = Metadata(title=title) if title and _letters(title) in _letters(text[:2000]) else Metadata()
    return Cut(text, said, f"pypdf/{pypdf.__version__}")


def _title(reader: PdfReader) -> str | None:
    said = reader.metadata.title if reader.metadata else None
    return lenient({"title": clean(said)})[0].title if isinstance(said, str) else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _pages(reader: PdfReader) -> Iterator[list[str]]:
    """The lines of each page, stripped; an empty line stands for a gap."""
    size, drawn = 0, 0
    if len(reader.pages) > MOST_PAGES:
        raise SourceError("too_large", f"The PDF has more than {MOST_PAGES} pages.", "Keep the article alone.")
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents is not None else 0
        if drawn > DRAWING_BYTES:
            raise SourceError("archive_bomb", "The PDF unpacks to more than 50 MB.", "Put its text in a .txt.")
        watch = Watch()
        text = page.extract_text(visitor_operand_before=watch.before, visitor_operand_after=watch.after)
        size += len(text)
        if size > MOST_CHARACTERS:
            raise SourceError("too_large", "The PDF holds more than 5 million characters.", "Keep the article alone.")
        lines = _by_columns(page, watch, text) or text.split("\n")
        yield [line if line in MARKS else " ".join(line.split()) for line in lines]


def _by_columns(page: PageObject, watch: Watch, text: str) -> list[str] | None:
    """The lines of a page that draws its columns row by row, in the order of reading; null for any other page."""
    from pypdf.errors import PyPdfError

    try:
        starts = starts_of_mixed(watch.places)
        lines = column_lines(watch.pieces(page), starts) if starts is not None else None
    except (PyPdfError, *BROKEN):
        return None  # the text as drawn is whole, only mixed
    return lines if lines is not None and Counter(_letters(" ".join(lines))) == Counter(_letters(text)) else None


def _paragraphs(pages: list[list[str]]) -> Iterator[str]:
    lines = [line for page in _without_edges(pages) for line in [*page, CROSSING]]
    widths = _widths(lines)
    width = next(widths)
    words = Counter(WORD.findall(" ".join(lines).lower()))
    compounds = frozenset(COMPOUND.findall(" ".join(lines).lower()))
    joined, last, crossing = "", "", False
    for line in lines:
        if line == CROSSING:
            crossing = True
        elif line == NARROWER:
            width = next(widths)
        elif not line and not crossing:
            if joined:
                yield joined
            joined = last = ""
        elif line:
            if joined and _goes_on(last, line, width, crossing):
                joined = _mended(joined, line, words, compounds)
            else:
                if joined:
                    yield joined
                joined = line
            last, crossing = line, False
    if joined:
        yield joined


def _widths(lines: list[str]) -> Iterator[float]:
    """How many letters a full line has: up to the first mark of narrower columns, and after each."""
    lengths: list[list[int]] = [[]]
    for line in lines:
        if line == NARROWER:
            lengths.append([])
        elif len(line) > SHORTEST:
            lengths[-1].append(len(line))
    every = [length for some in lengths for length in some]
    for some in lengths:
        told_by = some if len(some) > 1 else every
        yield quantiles(told_by, n=10)[-1] if len(told_by) > 1 else 0.0


def _without_edges(pages: list[list[str]]) -> Iterator[list[str]]:
    """The pages without numbers and without what stands at the edge of more than half of them, or of the left or right."""
    shapes = [{i: _shape(page[i]) for i in _edges(page) if len(page[i]) <= LONGEST_EDGE} for page in pages]
    seen = Counter(
        (side, shape) for n, page in enumerate(shapes) for shape in set(page.values()) for side in (n % 2, None)
    )
    for n, page in enumerate(pages):
        sides = ((n % 2, len(pages[n % 2 :: 2])), (None, len(pages)))
        repeated = {shape for shape in shapes[n].values() if any(2 * seen[side, shape] > of > 1 for side, of in sides)}
        out = {i for i in _edges(page) if PAGE_NUMBER.match(page[i]) or shapes[n].get(i) in repeated}
        kept = [line for i, line in enumerate(page) if i not in out]
        while kept and not kept[0]:
            kept.pop(0)
        while kept and not kept[-1]:
            kept.pop()
        yield kept


def _edges(page: list[str]) -> list[int]:
    """Where the first and last lines of a page stand that are not empty."""
    filled = [i for i, line in enumerate(page) if line and line not in MARKS]
    return sorted({*filled[:EDGE], *filled[-EDGE:]})


def _shape(line: str) -> str:
    return DIGITS.sub("0", line.casefold())


def _goes_on(last: str, line: str, width: float, crossing: bool) -> bool:
    """Whether ``line`` is of the same paragraph as the line before it."""
    if LIST_ITEM.match(line):
        return False
    if HYPHENATED.search(last) and line[0].isalpha():
        return True
    if ENDS_SENTENCE.search(last):
        return len(last) >= SHORT * width and not crossing
    if line[0].islower() or last[-1] in ",;(–—":
        return True
    return len(last) >= SHORT * width


def _mended(joined: str, line: str, words: Counter[str], compounds: frozenset[str]) -> str:
    cut = HYPHENATED.search(joined)
    if cut is None:
        return f"{joined} {line}"
    after = WORD.match(line)
    if after is None:
        return f"{joined}{line}"
    first, second = cut.group(1), after.group()
    if joined.endswith("\u00ad"):
        return joined[:-1] + line
    is_compound = f"{first}-{second}".lower() in compounds or (
        not words[f"{first}{second}".lower()] and (not second.islower() or first.lower() in KEEPS_HYPHEN)
    )
    return joined + line if is_compound else joined[:-1] + line


def _locked() -> SourceError:
    return SourceError("encrypted", "The PDF is locked with a password.", "Save it without one.")
