"""Where the explorer's map puts a city or a country, and the outlines it draws.

From the small data files in ``templates/atlas``; which conferences are shown is decided in the page.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from io import StringIO

from spacecoop.lexicon import places
from spacecoop.tables import fold

ATLAS = files("spacecoop.publish") / "templates" / "atlas"
Point = tuple[float, float]


@cache
def world() -> object:
    """The countries' outlines as TopoJSON, under their ISO 3166-1 alpha-2 codes."""
    return json.loads((ATLAS / "world.json").read_text(encoding="utf-8"))


@cache
def _points() -> dict[tuple[str, str], Point]:
    rows = csv.DictReader(StringIO((ATLAS / "coordinates.csv").read_text(encoding="utf-8")))
    return {
        (row["country"], fold(row["city"]) if row["city"] else ""): (float(row["latitude"]), float(row["longitude"]))
        for row in rows
    }


@cache
def _names() -> dict[tuple[str, str], str]:
    """The city a spelling stands for, both folded, by country."""
    spelt: dict[tuple[str, str], str] = {}
    for place in places():
        if place.kind == "city":
            for spelling in place.aliases:
                spelt.setdefault((place.country, fold(spelling)), fold(place.name))
    return spelt


def city_point(country: str, city: str) -> Point | None:
    """Latitude and longitude of a city; None for one that GeoNames or the lexicon do not hold."""
    name = fold(city)
    saint = name.replace("st-", "saint-", 1) if name.startswith("st-") else name
    for spelling in (name, _names().get((country, name), ""), saint):
        if spelling and (point := _points().get((country, spelling))):
            return point
    return None


def coordinates(cities: Iterable[tuple[str | None, str | None]]) -> dict[str, dict[str, Point]]:
    """Points for the page: every country by its code, and those of the given cities that are known, by code and name."""
    named = sorted({(country, city) for country, city in cities if country and city})
    found = {f"{country} {city}": city_point(country, city) for country, city in named}
    return {
        "countries": {code: point for (code, city), point in sorted(_points().items()) if not city},
        "cities": {name: point for name, point in found.items() if point},
    }
