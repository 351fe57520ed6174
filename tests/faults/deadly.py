"""Work that kills its process over one article or source, as the system kills one that takes all memory.

In a module of its own with few imports, since each process that is started for it imports it.
"""

from __future__ import annotations

import os
import signal

import pyarrow as pa

from assets.mentions import Piece, extract_piece
from assets.merging import Done, Work
from assets.readings import Rows, Sources, read_piece

DEADLY = "the deadly workshop"


def dies_of_one(articles: pa.Table) -> Piece:
    if any(DEADLY in text for text in articles.column("text").to_pylist()):
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_piece(articles)


def dies_reading(piece: Sources) -> Rows:
    if any("deadly" in source for source, _ in piece[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_piece(piece)


def dies_merging(work: Work) -> Done:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(work)


def raises_merging(work: Work) -> Done:
    raise OSError(28, "no room left", str(work.aside))


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
