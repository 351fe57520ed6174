"""Running everything in this process and telling what came of it, for the command line.

Dagster's own page runs the same job; only showing it differs.
"""

from __future__ import annotations

import logging
import os
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg

from pipelines.checking import Checking
from pipelines.definitions import build_defs
from pipelines.jobs import everything, terminal
from spacecoop.tables import TABLES

STAGE_OF_STEP = {
    "fetched": "sources",
    "sources": "sources",
    "documents_read": "documents",
    "mentions": "mentions",
    "facts": "facts",
    **{f"check_{table}": "checks" for table in TABLES},
    "release": "release",
}
# What ``progress`` hears for words that a run logs, in place of a stage.
NOTE = "note"
# What Dagster logs of each step that does not run; why there is nothing to do, or what failed, is told once.
DAGSTERS_OWN = ("Skipping step ", "Dependencies for step ", "Blocking asset check ")
CHECK_FAILED = "DagsterAssetCheckFailedError"
# The cause that Python gives to what another process raised: where that was, in no words of its own.
ELSEWHERE = "_RemoteTraceback"
INTERRUPTED = "DagsterExecutionInterruptedError"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check of one table; ``sentences`` say what is broken, the first failing row included."""

    table: str
    check: str
    passed: bool
    stops_release: bool
    rules: int
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a run: rows a table, every check, the release's version when one was published, faults of steps.

    ``unchanged`` is the version that was in place already when nothing had changed since; the other fields are empty.
    """

    rows: dict[str, int]
    checks: tuple[Checked, ...]
    version: str | None
    faults: tuple[str, ...]
    unchanged: str | None = None

    @property
    def is_published(self) -> bool:
        """Whether the release now in place is of this run."""
        return self.version is not None


def build(
    *,
    sources: str,
    output: str,
    workers: int | None,
    validator: Checking,
    anew: bool = False,
    progress: Callable[[str, str], None],
) -> Built:
    """Materialise every asset and check, ``anew`` without anything that earlier runs kept; ``progress`` hears of a step's
    stage as it is ``started`` and ``done`` or ``skipped``, and of words that are logged as of a ``NOTE``.

    The run is kept in DAGSTER_HOME's history where that is set, else nowhere.
    """
    for its in ("dagster", "dagster._core"):  # a run sets the first anew
        logging.getLogger(its).setLevel(logging.CRITICAL)
    defs = build_defs(sources=sources, output=output, workers=workers, anew=anew, validator=validator)
    job = defs.resolve_job_def(everything.name)
    run_id = str(uuid.uuid4())
    kept = bool(os.environ.get("DAGSTER_HOME"))
    with dg.DagsterInstance.get() if kept else dg.DagsterInstance.ephemeral() as instance:
        instance.add_event_listener(run_id, lambda event: _hear(event, progress))
        # What goes wrong is told in the summary, in fewer words.
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_id=run_id,
            run_config=terminal("CRITICAL"),
            tags={"spacecoop/by": "make run"},
        )
        return _built(result)


def stages() -> dict[str, int]:
    """The stages in order, with how many steps each has."""
    return dict(Counter(STAGE_OF_STEP.values()))


def _hear(event: dg.EventLogEntry, progress: Callable[[str, str], None]) -> None:
    said = event.dagster_event
    if said is None and not event.user_message.startswith(DAGSTERS_OWN):
        progress(NOTE, event.user_message)
    if said is None or said.step_key is None:
        return
    stage = STAGE_OF_STEP[said.step_key]
    if said.event_type_value == "STEP_START":
        progress(stage, "started")
    elif said.event_type_value == "STEP_SKIPPED":
        progress(stage, "skipped")
    elif said.event_type_value in ("STEP_SUCCESS", "STEP_FAILURE"):
        progress(stage, "done")


def _built(result: dg.ExecuteInProcessResult) -> Built:
    rows: dict[str, int] = {}
    version: str | None = None
    unchanged: str | None = None
    faults: list[str] = []
    for event in result.all_events:
        if event.event_type_value == "ASSET_MATERIALIZATION":
            made = event.step_materialization_data.materialization
            name = made.asset_key.to_user_string()
            if name in TABLES:
                rows[name] = int(str(made.metadata["dagster/row_count"].value))
            elif name == "release":
                version = str(made.metadata["version"].value)
        elif event.event_type_value == "ASSET_OBSERVATION":
            unchanged = str(event.asset_observation_data.asset_observation.metadata["unchanged"].value)
        elif event.is_step_failure:
            faults.extend(_fault(event))
        elif event.is_job_failure and not faults:
            faults.extend(_fault_of_run(event))
    checks = tuple(_checked(evaluation) for evaluation in result.get_asset_check_evaluations())
    return Built(rows, checks, version, tuple(faults), unchanged)


def _checked(evaluation: dg.AssetCheckEvaluation) -> Checked:
    said = evaluation.metadata
    sentences = said["sentences"].value if "sentences" in said else ()
    return Checked(
        table=evaluation.asset_key.to_user_string(),
        check=evaluation.check_name,
        passed=evaluation.passed,
        stops_release=not evaluation.passed and evaluation.severity == dg.AssetCheckSeverity.ERROR,
        rules=int(str(said["rules"].value)),
        sentences=tuple(str(s) for s in sentences),  # type: ignore[union-attr]
    )


def _fault(event: dg.DagsterEvent) -> list[str]:
    """What broke a step, in the words of the innermost error; a failed check is told elsewhere."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None and error.cause.cls_name != ELSEWHERE:
        error = error.cause
    if error is None or error.cls_name == CHECK_FAILED:
        return []
    if error.cls_name == INTERRUPTED:
        return [f"{event.step_key}: stopped before it was done."]
    said = event.step_failure_data.user_failure_data
    words = said.description if said is not None and said.description else error.message.strip()
    return [f"{event.step_key}: {words}"]


def _fault_of_run(event: dg.DagsterEvent) -> list[str]:
    """What kept a run from its first step, such as a folder where the lock should be; nothing where a check stopped it."""
    error = event.job_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    return [f"run: {error.message.strip()}"] if error is not None else []
