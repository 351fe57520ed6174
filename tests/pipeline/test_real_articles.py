"""Five real articles, kept outside the repository, come out right in the published tables of a whole run.

Their texts stay where they are; only facts that anyone can read in them stand here. Runs where the folder is present.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "bench" / "articles" / "sources"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real articles is not beside the checkout"),
]
Rows = list[dict]


class Release:
    """The published tables, read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Rows] = {}

    def rows(self, table: str, seed: str | None = None) -> Rows:
        if table not in self._read:
            self._read[table] = pq.read_table(self.folder / "tables" / f"{table}.parquet").to_pylist()
        rows = self._read[table]
        return [r for r in rows if r["document_id"] == f"real/{seed}.txt"] if seed else rows

    def claims(self, seed: str, attribute: str) -> Rows:
        return [c for c in self.rows("conference_claims", seed) if c["attribute"] == attribute]

    def conference(self, seed: str, **want: object) -> dict:
        """The only conference this article speaks of that has these cells."""
        ids = {c["conference_id"] for c in self.rows("conference_claims", seed)}
        rows = [c for c in self.rows("conferences") if c["conference_id"] in ids]
        fits = [c for c in rows if all(c[k] == v for k, v in want.items())]
        assert len(fits) == 1, f"{want}: {[{k: c[k] for k in ('name', *want)} for c in rows]}"
        return fits[0]

    def organisers(self, conference: dict) -> set[str]:
        names = {a["actor_id"]: a["name"] for a in self.rows("actors")}
        rows = [a for a in self.rows("conference_actors") if a["conference_id"] == conference["conference_id"]]
        return {names[a["actor_id"]] for a in rows if a["role"] in ("organiser", "sponsor", "host")}

    def published(self, seed: str) -> str | None:
        (row,) = self.rows("documents", seed)
        return row["published"] and row["published"].isoformat()

    def quantities(self, seed: str, **want: object) -> Rows:
        return [q for q in self.rows("quantities", seed) if all(q[k] == v for k, v in want.items())]

    def name_of(self, actor_id: str | None) -> str | None:
        return next((a["name"] for a in self.rows("actors") if a["actor_id"] == actor_id), None)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    output = tmp_path_factory.mktemp("output")
    command = [sys.executable, "-m", "pipelines", "run", "--sources", str(REAL), "--output", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return Release(output / "latest")


def bounds(row: dict, what: str) -> tuple:
    return row[f"{what}_low"], row[f"{what}_high"], row[f"{what}_comparator"]


def test_seed0_conference(release: Release) -> None:
    row = release.conference("seed0", name="Conference on Advanced Space Technology", edition=5)
    assert (row["city"], row["country"], row["date_edtf"]) == ("Shanghai", "CN", "XXXX-05-21/XXXX-05-22")
    assert (row["start_date"], row["end_date"]) == (None, None)
    assert bounds(row, "attendees") == (100, 100, "about")
    assert bounds(row, "countries") == (9, 9, "exact")
    assert release.organisers(row) == {"International Academy of Astronautics", "Chinese Society of Astronautics"}


def test_seed0_three_days_is_kept_as_a_claim_that_disagrees(release: Release) -> None:
    row = release.conference("seed0", edition=5)
    durations = [c for c in release.claims("seed0", "duration") if c["conference_id"] == row["conference_id"]]
    assert [(c["low"], c["high"], c["chosen"]) for c in durations] == [(3, 3, False)]
    assert row["agreement"] == "conflict"


def test_seed0_summit_is_announced_for_up_to_45_countries_and_seed1_settles_its_year(release: Release) -> None:
    row = release.conference("seed0", city="Washington")
    assert (row["documents"], row["date_from"], row["status"]) == (2, "merged", "held")
    assert (row["start_date"], row["conference_id"]) == (
        date(2014, 1, 9),
        release.conference("seed1", city="Washington")["conference_id"],
    )
    assert bounds(row, "countries") == (30, 30, "exact")
    claims = [c for c in release.rows("conference_claims", "seed0") if c["conference_id"] == row["conference_id"]]
    (said,) = [c for c in claims if c["attribute"] == "countries"]
    assert (said["low"], said["high"], said["comparator"], said["chosen"]) == (None, 45, "up_to", False)
    assert [c["value"] for c in claims if c["attribute"] == "status"] == ["announced"]


def test_seed0_budget(release: Release) -> None:
    (row,) = release.quantities("seed0", kind="money")
    assert (row["high"], row["low"], row["comparator"], row["currency"]) == (17e9, None, "nearly", "USD")
    assert (row["role"], release.name_of(row["subject_actor_id"])) == ("budget", "NASA")
    (view,) = release.rows("budgets", "seed0")
    assert (view["actor"], view["amount_high"], view["currency"]) == ("NASA", 17e9, "USD")


def test_seed1_publication_and_meeting(release: Release) -> None:
    assert release.published("seed1") == "2014-01-12"
    row = release.conference("seed1", city="Washington")
    assert (str(row["start_date"]), str(row["end_date"])) == ("2014-01-09", "2014-01-10")
    assert bounds(row, "countries") == (30, 30, "exact")


def test_seed1_members_and_year(release: Release) -> None:
    (row,) = release.quantities("seed1", value=14.0)
    assert (row["thing_class"], row["role"]) == ("member", "membership")
    assert release.name_of(row["subject_actor_id"]) == "International Space Exploration Coordination Group"
    assert [d["value"] for d in release.rows("dates", "seed1") if d["text"] == "2024"] == ["2024"]


def test_seed1_nothing_of_the_related_stories_or_comments(release: Release) -> None:
    body = 4036
    for table in ("dates", "quantities", "actor_mentions", "statements", "ties", "conference_claims"):
        assert all(row["start_char"] < body for row in release.rows(table, "seed1")), table


def test_seed2_conference(release: Release) -> None:
    row = release.conference("seed2", name="Global Space Exploration Conference")
    assert (row["city"], row["date_edtf"]) == ("Beijing", "XXXX-06-06/XXXX-06-08")
    assert bounds(row, "countries") == (None, None, None)


def test_seed2_requests_and_countries_are_no_attendance(release: Release) -> None:
    (requests,) = release.quantities("seed2", value=20.0)
    assert (requests["low"], requests["comparator"], requests["thing_class"]) == (20, "more_than", "request")
    (countries,) = release.quantities("seed2", value=12.0)
    assert (countries["low"], countries["comparator"], countries["thing_class"]) == (12, "more_than", "country")
    assert {requests["role"], countries["role"]}.isdisjoint({"attendance", "participating_countries"})
    assert (requests["conference_id"], countries["conference_id"]) == (None, None)


def test_seed3_assembly(release: Release) -> None:
    assert release.published("seed3") == "2023-10-18"
    row = release.conference("seed3", name="China Space Science Assembly", edition=3)
    assert (row["city"], row["country"]) == ("Huzhou", "CN")
    assert (str(row["start_date"]), str(row["end_date"])) == ("2023-10-14", "2023-10-17")
    assert bounds(row, "attendees") == (1000, None, "more_than")


def test_seed3_smile(release: Release) -> None:
    ties = [t for t in release.rows("ties", "seed3") if t["kind"] == "joint_mission"]
    pairs = [{release.name_of(t["actor_a"]), release.name_of(t["actor_b"])} for t in ties]
    assert {"Chinese Academy of Sciences", "European Space Agency"} in pairs
    missions = {t["mission_actor_id"] for t in ties}
    assert "mission/smile" in missions
    assert "2025" in [d["value"] for d in release.rows("dates", "seed3")]


def test_seed4_publication_is_not_the_print_date(release: Release) -> None:
    assert release.published("seed4") == "2013-09-18"
    assert not any(str(d["value"]).startswith("2020") for d in release.rows("dates", "seed4"))


def test_seed4_workshop(release: Release) -> None:
    row = release.conference("seed4", city="Beijing")
    assert row["kind"] == "workshop"
    assert (str(row["start_date"]), str(row["end_date"])) == ("2013-09-16", "2013-09-20")
    assert bounds(row, "attendees") == (150, 150, "exact")
    assert bounds(row, "countries") == (20, None, "at_least")
    assert release.organisers(row) == {
        "United Nations Office for Outer Space Affairs",
        "China Manned Space Agency",
    }
