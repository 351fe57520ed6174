"""The release: every checked table as Parquet and CSV with its description, put in place at once.

It waits for the checks of all tables; the writing is the engine's.
"""

import json
from collections.abc import Callable
from pathlib import Path

import dagster as dg

from assets import made_by
from assets.settings import Settings
from assets.stored import LATER, Lazily, Stored
from assets.unchanged import finish
from expectations import report
from expectations.kept import kept
from expectations.outcome import CHECKS, Verdict
from spacecoop.publish.accuracy import Accuracy
from spacecoop.tables import TABLES

GROUP = "release"


@dg.asset(
    name="release",
    description="Every table as Parquet and CSV, with dictionary and data package, put in place by one rename.",
    group_name=GROUP,
    kinds={"parquet", "csv"},
    ins={name: dg.AssetIn(dg.AssetKey(name), metadata={LATER: True}) for name in TABLES},
)
def release(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings], **inputs: Stored
) -> dg.MaterializeResult:
    from expectations import page
    from spacecoop.publish import explorer
    from spacecoop.publish.contents import PENDING
    from spacecoop.publish.release import write_release

    tables = Lazily(inputs)
    accuracy = _accuracy(settings)
    verdicts = _verdicts(settings)
    vega = _vega(settings, context.log.warning)
    pages = explorer.files(tables, PENDING, accuracy, is_checked=True, vega_script=vega)
    pages |= page.files(verdicts, PENDING)
    made = write_release(tables, settings.output, keep=settings.keep, accuracy=accuracy, pages=pages)
    other = finish(settings, context.run_id, made.version)
    if other is not None:
        context.log.error(f"The same sources and code made release {other} before; report this.")
    return dg.MaterializeResult(
        metadata={
            "version": made.version,
            "path": dg.MetadataValue.path(made.path),
            "new": made.is_new,
            "rows": dg.MetadataValue.md(report.table(("table", "rows"), made.rows.items())),
            "changes": _changes(made.path),
            "accuracy": "measured" if accuracy else "not measured: no gold was given",
        }
    )


def _vega(settings: Settings, tell: Callable[[str], None]) -> str:
    """The explorer's drawing scripts, which take a second to put together, once for the same code and libraries."""
    from spacecoop.publish.explorer import vega

    kept = settings.work / "scripts" / f"{made_by.everything()}.js"
    if kept.is_file() and not settings.anew:
        return kept.read_bytes().decode()
    script = vega()
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        for other in kept.parent.glob("*"):
            other.unlink()
        aside = kept.with_suffix(".part")
        aside.write_bytes(script.encode())
        aside.replace(kept)
    except OSError as fault:
        tell(f"The explorer's scripts could not be kept for the next run: {fault}")
    return script


def _changes(release: Path) -> dg.MetadataValue:
    """What the release itself says of the rows that are not as they were in the one before."""
    said = json.loads((release / "changes.json").read_text(encoding="utf-8"))
    if said["from"] is None:
        return dg.MetadataValue.text("There is no release before to compare with.")
    kinds = ("added", "changed", "removed")
    rows = [(table["name"], *(table[kind] for kind in kinds)) for table in said["tables"]]
    return dg.MetadataValue.md(f"Since release {said['from']}:\n\n{report.table(('table', *kinds), rows)}")


def _verdicts(settings: Settings) -> tuple[Verdict, ...]:
    """What the checks said of the tables as they stand; nothing is published unchecked, whoever asks for it."""
    verdicts = kept(settings.work)
    checked = {(v.table, v.check) for v in verdicts}
    unchecked = [table for table in TABLES if any((table, check) not in checked for check in CHECKS)]
    if unchecked:
        raise dg.Failure(f"Not checked since they were built: {', '.join(unchecked)}. Run everything once.")
    if wrong := [v.table for v in verdicts if v.stops_release]:
        raise dg.Failure(f"Their checks found what must not be published: {', '.join(dict.fromkeys(wrong))}.")
    return verdicts


def _accuracy(settings: Settings) -> Accuracy | None:
    """The figures against the gold that the settings name; measured again only when gold or engine changed."""
    if settings.gold is None:
        return None
    from benchmarks.accuracy import measured

    return measured(settings.gold, settings.work / "accuracy.json")
