"""``robots.txt`` as RFC 9309 reads it: which addresses of a host a program of our name may fetch.

Fetching the file itself is done in ``web``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LARGEST = 500_000
MOST_RULES = 5000
LINE = re.compile(r"^\s{0,99}([A-Za-z-]{4,20})\s{0,99}:\s{0,99}([^#\n]{0,2000})")
LONGEST_DELAY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us: pairs of whether they allow and their pattern."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay_seconds: float = 0.0

    def allows(self, url: str) -> bool:
        """The longest pattern decides, and among equals the one that allows."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        found = [(len(pattern), allow) for allow, pattern in self.rules if pattern and _matches(pattern, path)]
        return max(found)[1] if found else True


def read_robots(text: str, agent: str) -> Robots:
    """The rules of the groups that name ``agent``, or else of those for everybody."""
    ours: list[tuple[str, str]] = []
    everybody: list[tuple[str, str]] = []
    named: set[str] = set()
    is_open = False
    for line in text[:LARGEST].split("\n"):
        said = LINE.match(line)
        if said is None:
            continue
        name, value = said.group(1).lower(), said.group(2).strip()
        if name == "user-agent":
            named = (named if is_open else set()) | {value.lower().partition("/")[0]}
            is_open = True
            continue
        is_open = is_open and name not in ("allow", "disallow", "crawl-delay")
        if agent.lower() in named:
            ours.append((name, value))
        elif "*" in named:
            everybody.append((name, value))
    chosen = ours or everybody
    rules = tuple((name == "allow", value) for name, value in chosen if name in ("allow", "disallow"))
    delays = [float(v) for name, v in chosen if name == "crawl-delay" and re.fullmatch(r"\d{1,4}(?:\.\d{1,3})?", v)]
    return Robots(rules[:MOST_RULES], min(max(delays, default=0.0), LONGEST_DELAY_SECONDS))


def _matches(pattern: str, path: str) -> bool:
    """``*`` stands for any characters and a last ``$`` for the end; each piece is looked for once, from left to right."""
    is_anchored = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not is_anchored or at == len(path)
    last = pieces.pop()
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if is_anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
