"""Under which terms a release may be used, and how it is cited.

The rights in the articles themselves are their publishers'; a release only repeats what each source states.
"""

from __future__ import annotations

from collections import Counter

import pyarrow as pa

NAME = "CC-BY-4.0"
TITLE = "Creative Commons Attribution 4.0 International"
URL = "https://creativecommons.org/licenses/by/4.0/"
HOMEPAGE = "https://github.com/spacecoop/spacecoop"
PACKAGE_TITLE = "Space conferences and cooperation, read from news articles"
ABSTRACT = (
    "Which conferences on space took place, when and where, who organised and attended them, how many people and "
    "countries came, which budgets were named, who said what, and who cooperates with whom: read from news articles, "
    "every value with the characters of the article that state it."
)
AUTHORS = "The spacecoop authors"
NOT_STATED = "not stated"

NOTICE = f"""The data of spacecoop: tables, dictionary, descriptions and pages of a release
Copyright (c) {AUTHORS}

These data are licensed under the Creative Commons Attribution 4.0 International licence (CC BY 4.0).
You may share and adapt them for any purpose, also commercially, if you give appropriate credit, link to the licence,
and say whether you changed anything. The licence text: {URL}legalcode

Credit: "{AUTHORS}: {PACKAGE_TITLE}", with the version of the release.

What this licence does not cover: the articles. A release holds no article, only facts, and for each of them at most
300 characters of the article that state it, so that it can be checked. Those words stay the property of their owners;
the column `rights` of the table `documents` repeats what each source states.

The software that made the data is under the MIT licence.
"""


def citation(version: str) -> str:
    """``CITATION.cff`` of a release (Citation File Format 1.2.0). No release date: a build knows none."""
    return f"""cff-version: 1.2.0
message: If you use these data, please cite them as below.
type: dataset
title: {PACKAGE_TITLE}
abstract: >-
  {ABSTRACT}
version: "{version}"
authors:
  - name: {AUTHORS}
license: {NAME}
url: {HOMEPAGE}
repository-code: {HOMEPAGE}
keywords:
  - space conferences
  - international cooperation
  - open data
"""


def rights(documents: pa.Table) -> list[dict[str, object]]:
    """What the sources state of their rights, with how many documents each, the most frequent first."""
    counted = Counter(str(value or NOT_STATED) for value in documents.column("rights").to_pylist())
    return [
        {"rights": said, "documents": count} for said, count in sorted(counted.items(), key=lambda c: (-c[1], c[0]))
    ]
