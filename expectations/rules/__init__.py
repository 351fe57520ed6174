"""The rules that no declaration can say, in the order in which they are told to people.

Importing this package gathers them in ``RULES``; a rule lives in the module of what it is about, and only looks.
"""

from expectations.rules import actors, conferences, dates, documents, places, quantities, references, ties
from expectations.rules.rule import RULES, Given, Rule, rules_of

__all__ = [
    "RULES", "Given", "Rule", "actors", "conferences", "dates", "documents", "places", "quantities", "references",
    "rules_of", "ties",
]  # fmt: skip
