"""News articles that nobody wrote: as many as asked for, from a seed, each with the facts that were planted in it.

For measuring time and memory at sizes no example folder has. The sentences are ours; how right the engine is on them
says nothing of how right it is on news.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from html import escape
from itertools import islice
from pathlib import Path
from random import Random

from spacecoop.document.sidecars import sidecar_path

CITIES = (
    ("Accra", "Ghana", "GH"), ("Algiers", "Algeria", "DZ"), ("Ankara", "Turkey", "TR"), ("Athens", "Greece", "GR"),
    ("Bangkok", "Thailand", "TH"), ("Bogota", "Colombia", "CO"), ("Bremen", "Germany", "DE"), ("Brussels", "Belgium", "BE"),
    ("Bucharest", "Romania", "RO"), ("Budapest", "Hungary", "HU"), ("Cairo", "Egypt", "EG"), ("Canberra", "Australia", "AU"),
    ("Copenhagen", "Denmark", "DK"), ("Dakar", "Senegal", "SN"), ("Darmstadt", "Germany", "DE"), ("Dublin", "Ireland", "IE"),
    ("Geneva", "Switzerland", "CH"), ("Hanoi", "Vietnam", "VN"), ("Helsinki", "Finland", "FI"), ("Jakarta", "Indonesia", "ID"),
    ("Kampala", "Uganda", "UG"), ("Kigali", "Rwanda", "RW"), ("Kyoto", "Japan", "JP"), ("Lima", "Peru", "PE"),
    ("Lisbon", "Portugal", "PT"), ("Madrid", "Spain", "ES"), ("Manila", "Philippines", "PH"), ("Milan", "Italy", "IT"),
    ("Montreal", "Canada", "CA"), ("Nairobi", "Kenya", "KE"), ("Oslo", "Norway", "NO"), ("Prague", "Czechia", "CZ"),
    ("Quito", "Ecuador", "EC"), ("Rabat", "Morocco", "MA"), ("Riga", "Latvia", "LV"), ("Seoul", "South Korea", "KR"),
    ("Sofia", "Bulgaria", "BG"), ("Stockholm", "Sweden", "SE"), ("Tallinn", "Estonia", "EE"), ("Tokyo", "Japan", "JP"),
    ("Toulouse", "France", "FR"), ("Tunis", "Tunisia", "TN"), ("Vienna", "Austria", "AT"), ("Warsaw", "Poland", "PL"),
)  # fmt: skip
BODIES = (
    "NASA", "ESA", "JAXA", "ISRO", "CNES", "DLR", "CNSA", "KARI", "CONAE", "NOAA", "EUMETSAT", "Roscosmos",
    "the UK Space Agency", "the Italian Space Agency", "the Canadian Space Agency", "the Mexican Space Agency",
    "the Austrian Research Promotion Agency", "the Norwegian Space Agency", "the Swedish National Space Agency",
)  # fmt: skip
FIELDS = (
    "Antenna Design", "Crop Monitoring", "Debris Tracking", "Deep Space Radio", "Dust Storms", "Flood Mapping",
    "Forest Cover", "Glacier Survey", "Ground Stations", "Launch Ranges", "Lunar Geology", "Lunar Navigation",
    "Meteor Showers", "Night Lights", "Ocean Altimetry", "Orbital Safety", "Ozone Sounding", "Planetary Quarantine",
    "Radar Imaging", "Reentry Prediction", "Rocket Fuels", "Satellite Links", "Sea Ice", "Small Satellites",
    "Soil Moisture", "Solar Sails", "Solar Weather", "Space Law", "Space Medicine", "Star Catalogues",
)  # fmt: skip
MEETINGS = ("Workshop", "Symposium", "Conference", "Forum", "Congress")
FIRST = (
    "Amina", "Bruno", "Chiara", "Dinesh", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kofi", "Lucia", "Marek",
    "Nadia", "Oscar", "Petra", "Rafael", "Sonia", "Tomas", "Vera",
)  # fmt: skip
# A surname is one of each.
BEGIN = (
    "Ab",
    "Bel",
    "Cas",
    "Dvor",
    "Erik",
    "Fal",
    "Gal",
    "Hart",
    "Ivan",
    "Jens",
    "Kim",
    "Lor",
    "Mar",
    "Nov",
    "Ols",
    "Ros",
)
MIDDLE = ("a", "e", "i", "o", "and", "el", "in", "or")
LAST = ("berg", "dal", "kova", "li", "mann", "nen", "ra", "ric", "sen", "ska", "tez", "well")
# A body of nobody's list is one of each with a city.
HOUSES = ("Institute", "Observatory", "Academy", "Centre", "Laboratory")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SAID = ("said", "told reporters", "explained", "noted")
QUOTES = (
    "We share what we measure, and we measure what we share",
    "No country can keep its orbits clean alone",
    "The data will be open from the first day",
    "This took us four years and many long nights",
    "Our students will build the next one",
)
FILLERS = (
    "The hall was full well before the opening session, and latecomers followed the talks from the corridor.",
    "Working groups met in the afternoons and reported back each morning.",
    "A ground station north of the city was open to visitors on the last day.",
    "Antennas of 3.5 metres and 12 metres will take turns, at 8.4 GHz and 26 GHz.",
    "The first 3 of 18 instruments passed their tests at minus 40 degrees Celsius in early {year}.",
    "Since {before}, traffic on the network has grown by 17 per cent a year.",
    "Engineers expect the mirror to last between 10 and 12 years.",
    "Nothing was decided on fees, which the members will discuss again next spring.",
    "Trainees from 9 universities spent two weeks at the centre and wrote 41 reports.",
    "A smaller meeting in the autumn will look at the open questions.",
)


# Articles of one file of JSON lines; of so many files as of these folders in turn, some of each ten are such a file.
LINES = 1_000
TEN = 10


@dataclass(frozen=True, slots=True)
class Planted:
    """An article's name below the sources (its ``document_id``), and what it states."""

    name: str
    published: str
    meeting: str
    city: str
    country: str
    start: str
    end: str
    attendees: int
    countries: int
    partners: tuple[str, str]
    budget_millions: float


@dataclass(frozen=True, slots=True)
class Article:
    """A source's bytes, with its sidecar's where it has one."""

    planted: Planted
    content: str
    sidecar: str | None


def articles(count: int, seed: int) -> Iterator[Article]:
    """The same articles for the same seed; the first ones are the same whatever ``count`` is."""
    for number in range(count):
        yield article(number, seed)


def article(number: int, seed: int) -> Article:
    """One article; about one in twelve is a page, one in twenty has a sidecar, and some six report each meeting."""
    meeting = Random(f"{seed} meeting {number // 6}")
    city, land, code = meeting.choice(CITIES)
    start = date(1990, 1, 8) + timedelta(days=meeting.randrange(12_000))
    end = start + timedelta(days=meeting.randrange(1, 5))
    name = f"{meeting.choice(ORDINALS)} {meeting.choice(MEETINGS)} on {meeting.choice(FIELDS)} and {meeting.choice(FIELDS)}"
    own = Random(f"{seed} article {number}")
    published = end + timedelta(days=own.randrange(1, 9))
    partners = tuple(own.sample(BODIES, 2))
    is_page = number % 12 == 5
    planted = Planted(
        name=f"{number // 1000:04}/{number:07}{'.html' if is_page else '.txt'}",
        published=published.isoformat(),
        meeting=name,
        city=city,
        country=code,
        start=start.isoformat(),
        end=end.isoformat(),
        attendees=meeting.randrange(40, 1_800),
        countries=meeting.randrange(8, 90),
        partners=(partners[0], partners[1]),
        budget_millions=own.randrange(2, 900) / 2,
    )
    paragraphs = _paragraphs(planted, land, own)
    sidecar = f'outlet = "Wire {number % 7}"\npublished = {published.isoformat()}\n' if number % 20 == 3 else None
    return Article(planted, _page(name, paragraphs) if is_page else "\n\n".join(paragraphs) + "\n", sidecar)


def _paragraphs(planted: Planted, land: str, own: Random) -> list[str]:
    start, end, published = (date.fromisoformat(d) for d in (planted.start, planted.end, planted.published))
    person, other = (_person(own) for _ in range(2))
    house = f"the {own.choice(CITIES)[0]} {own.choice(HOUSES)} of {own.choice(FIELDS)}"
    first, second = planted.partners
    year = published.year
    lead = (
        f"{planted.city.upper()}, {_day(published)} - About {planted.attendees} people from {planted.countries} "
        f"countries met in {planted.city}, {land}, from {start.day} {start:%B} to {_day(end)} for the {planted.meeting}."
    )
    body = [
        f'"{own.choice(QUOTES)}," {own.choice(SAID)} {person} of {first}. {person.split()[1]} has led the '
        f"programme since {year - own.randrange(2, 15)}.",
        f"{_capital(first)} and {second} signed an agreement to exchange data until {year + own.randrange(2, 9)}. "
        f"{_capital(second)} set aside {planted.budget_millions:g} million euros for it.",
        f"According to {other} of {house}, {own.randrange(12, 400)} papers were accepted, up from {own.randrange(5, 300)} in "
        f"{year - 1}. “{own.choice(QUOTES)},” {other.split()[1]} {own.choice(SAID)}.",
    ]
    fillers = [f.format(year=year, before=year - 8) for f in own.sample(FILLERS, own.randrange(3, len(FILLERS)))]
    body += [" ".join(fillers[at : at + 3]) for at in range(0, len(fillers), 3)]
    own.shuffle(body)
    return [lead, *body]


def _person(own: Random) -> str:
    return f"{own.choice(FIRST)} {own.choice(BEGIN)}{own.choice(MIDDLE)}{own.choice(LAST)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _page(title: str, paragraphs: list[str]) -> str:
    inside = "\n".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/space'>Space</a></li></ul></nav>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{menu}<article>{inside}</article></body></html>\n"


def write(folder: Path, count: int, seed: int, gathered: int = 0) -> None:
    """The articles as sources below ``folder``, and beside it ``<folder>.truth.jsonl`` with what was planted.

    Of each ten thousand articles ``gathered`` thousands are files of JSON lines, most of them compressed; the others are
    files of their own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = articles(count, seed)
    with folder.with_name(f"{folder.name}.truth.jsonl").open("w", encoding="utf-8") as truth:
        for number in range(-(-count // LINES)):
            some = list(islice(made, LINES))
            if number % TEN < gathered:
                some = gather(folder, number, some)
            else:
                for one in some:
                    put(folder, one)
            truth.writelines(json.dumps(asdict(one.planted)) + "\n" for one in some)


def gather(folder: Path, number: int, some: Iterable[Article]) -> list[Article]:
    """The articles as one file of JSON lines: plain or compressed, with no more than their texts or with what sidecars
    say as well, under our names or under others that a sidecar maps. Returns them under the names that they have there."""
    name = f"gathered/{number:04}.jsonl" if number % 5 == 1 else f"gathered/{number:04}.jsonl.gz"
    file, title, text = folder / name, "title", "text"
    file.parent.mkdir(parents=True, exist_ok=True)
    if number % 4 == 3:
        title, text = "headline", "story"
        said = f'rights = "CC0-1.0"\n[fields]\ntitle = "{title}"\ntext = "{text}"\n'
        sidecar_path(file).write_text(said, encoding="utf-8")
    lines: list[str] = []
    named: list[Article] = []
    for at, one in enumerate(some, 1):
        more = {title: one.planted.meeting, "published": one.planted.published, "outlet": f"Wire {at % 7}"}
        lines.append(json.dumps({text: one.content, **(more if at % 3 else {})}, ensure_ascii=False))
        named.append(replace(one, planted=replace(one.planted, name=f"{name}#{at}"), sidecar=None))
    content = ("\n".join(lines) + "\n").encode()
    file.write_bytes(gzip.compress(content, 6, mtime=0) if name.endswith(".gz") else content)
    return named


def put(folder: Path, made: Article) -> None:
    """One article with its sidecar below ``folder``."""
    file = folder / made.planted.name
    file.parent.mkdir(parents=True, exist_ok=True)
    if made.sidecar is not None:
        file.with_suffix(".toml").write_text(made.sidecar, encoding="utf-8")
    file.write_text(made.content, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--gathered", type=int, default=0, metavar="N", help="of ten thousands, in files of JSON lines")
    given = parser.parse_args()
    write(given.folder, given.documents, given.seed, given.gathered)


if __name__ == "__main__":
    main()
