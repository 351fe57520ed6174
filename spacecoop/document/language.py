"""Whether a text is English, told by its function words; which other language it is, is nobody's business here.

Deterministic and without a model: the engine reads English alone.
"""

from __future__ import annotations

import re

# Frequent in English and rare as written in its neighbours ("in", "was", "for", "at" are Dutch, German or Danish too).
FUNCTION_WORDS = frozenset(
    "the and to that with from said were has which this are will not but they he she as been their its into would "
    "about who than after also its it be".split()
)
WORD = re.compile(r"[^\W\d_]+")
SAMPLE_CHARACTERS = 20_000
LEAST_SHARE = 0.06
LEAST_WORDS = 20
CODE = re.compile(r"(?i)^([a-z]{2,3})(?:[-_][a-z0-9_-]{1,30})?$")


def is_english(text: str) -> bool:
    """Whether function words make up what they do in English prose; false for a text without words."""
    found = WORD.findall(text[:SAMPLE_CHARACTERS].lower())
    return bool(found) and sum(word in FUNCTION_WORDS for word in found) >= LEAST_SHARE * len(found)


def is_too_short_to_tell(text: str) -> bool:
    """Whether the text has too few words for the test to mean anything."""
    return len(WORD.findall(text[:SAMPLE_CHARACTERS])) < LEAST_WORDS


def language_code(said: str) -> str | None:
    """ISO 639 code of a language tag such as ``en-GB``; null for what is no tag."""
    tag = CODE.match(said.strip())
    return tag.group(1).lower() if tag else None
