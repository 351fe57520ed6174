"""What a run is given: where sources and output lie, and the store of tables between the stages.

The store holds the lock of the output for as long as a run lasts, so that two runs never mix their tables.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pyarrow as pa
from pydantic import PrivateAttr

from assets import metadata
from assets.settings import Settings
from assets.stored import LATER, SUFFIX, Stored
from expectations.kept import forget
from expectations.texts import ARTICLES, COLUMNS, Texts
from expectations.verdict import needed
from pipelines.checking import Checking, checking
from pipelines.liveness import alive, bury_dead
from pipelines.lock import only_writer
from spacecoop.publish import KEEP as KEPT
from spacecoop.tables import TABLES, Problem

ROOT = Path(__file__).resolve().parents[1]
SOURCES, OUTPUT, WORKERS = "SPACECOOP_SOURCES", "SPACECOOP_OUTPUT", "SPACECOOP_WORKERS"
GOLD, KEEP = "SPACECOOP_GOLD", "SPACECOOP_KEEP"


def settings(sources: str | None = None, output: str | None = None, workers: int | None = None) -> Settings:
    """The settings given, else those of the environment, else ``sources/`` and ``output/`` of the checkout.

    Read when a run or a sensor's tick starts, never at definition time. A relative path is below the working directory.
    """
    return Settings(
        sources=Path(sources or os.environ.get(SOURCES) or ROOT / "sources").expanduser().absolute(),
        output=Path(output or os.environ.get(OUTPUT) or ROOT / "output").expanduser().absolute(),
        workers=workers or _number(WORKERS, least=1) or _cores(),
        gold=Path(os.environ[GOLD]).expanduser().absolute() if os.environ.get(GOLD) else None,
        keep=KEPT if (kept := _number(KEEP, least=0)) is None else kept,
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _number(setting: str, *, least: int) -> int | None:
    said = os.environ.get(setting)
    if said is None:
        return None
    if not said.isdecimal() or int(said) < least:
        raise ValueError(f"{setting} is {said!r}; it must be a number, {least} or more.")
    return int(said)


def unwritable(folder: Path) -> str | None:
    """Why nothing can be written into a folder, which is made where it is missing; null when it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as fault:
        return fault.strerror or str(fault)
    return None


class SettingsResource(dg.ConfigurableResource[Settings]):
    """``Settings`` for assets and sensors; what is left out comes from the environment."""

    sources: str | None = None
    output: str | None = None
    workers: int | None = None
    anew: bool = False

    def create_resource(self, context: dg.InitResourceContext) -> Settings:
        return replace(settings(self.sources, self.output, self.workers), anew=self.anew)


class WorkTables(dg.ConfigurableIOManager):
    """Keeps the Arrow tables between the stages below ``output/.work``."""

    settings: dg.ResourceDependency[Settings]
    _held: list[Callable[[], None]] = PrivateAttr(default_factory=list)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["WorkTables"]:
        """Wait until no other run writes to this output; runs that died are marked as failed first."""
        given = self.settings
        run = context.run
        with (
            alive(given.work, run.run_id if run else None),
            only_writer(given.output, waiting=lambda: _say_waiting(context)) as assert_held,
        ):
            self._held.append(assert_held)
            if context.instance is not None:
                bury_dead(given.work, context.instance)
            yield self

    def handle_output(self, context: dg.OutputContext, obj: pa.Table | pa.RecordBatchReader | Stored | None) -> None:
        """Keep a table, or take one that was written aside; of those that nobody holds whole it is told here what they
        are."""
        if obj is None:
            return
        self._assert_held()
        stored, asset = Stored(table_path(self.settings, context.asset_key)), context.asset_key.path[-1]
        key = metadata.key_of(asset)
        before = _as_it_was(stored, key)
        forget(self.settings.work, context.asset_key.to_user_string())
        rows = stored.take(obj) if isinstance(obj, Stored) else stored.write(obj)
        if not isinstance(obj, pa.Table):
            context.add_output_metadata(metadata.of_stored(asset, stored, rows))
            if context.asset_key.path == [asset] and asset in TABLES:
                context.add_output_metadata(metadata.plotted(asset, stored))
        context.add_output_metadata(metadata.change(before, stored.read(key), key))
        pa.default_memory_pool().release_unused()

    def load_input(self, context: dg.InputContext) -> pa.Table | Stored:
        """The table, or for an input that is marked ``LATER`` where it lies."""
        self._assert_held()
        stored = _built(self.settings, context.asset_key)
        return stored if LATER in (context.definition_metadata or {}) else stored.read()

    def _assert_held(self) -> None:
        """That no other run can have begun to write to the output; asked wherever a step takes or leaves a table."""
        for assert_held in self._held:
            assert_held()


class BuiltTables(dg.ConfigurableResource):
    """The tables that were built, for checks, which look at several and take none in."""

    settings: dg.ResourceDependency[Settings]
    _texts: Texts | None = PrivateAttr(default=None)
    _asked: set[str] = PrivateAttr(default_factory=set)

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        return read_table(self.settings, dg.AssetKey(table), columns)

    def texts(self, table: str) -> Texts:
        """The articles' texts for the checks of ``table``: read once a run, let go once every table has had them."""
        texts = self._texts or Texts.of(self.read(ARTICLES, COLUMNS))
        pa.default_memory_pool().release_unused()  # what reading them took beside them
        self._asked.add(table)
        self._texts = texts if any(ARTICLES in needed(name) for name in TABLES if name not in self._asked) else None
        return texts


class CheckingProcess(dg.ConfigurableResource[Checking]):
    """``Checking`` that begins and ends with a run."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Checking]:
        with checking() as beside:
            yield beside


def read_table(given: Settings, key: dg.AssetKey, columns: Sequence[str] | None = None) -> pa.Table:
    """A table between the stages, or some of its columns; ``dagster.Failure`` says when it was never built."""
    return _built(given, key).read(columns)


def _built(given: Settings, key: dg.AssetKey) -> Stored:
    stored = Stored(table_path(given, key))
    if not stored.path.is_file():
        raise dg.Failure(f"The table {key.to_user_string()} was not built yet; run everything once.")
    return stored


def _as_it_was(stored: Stored, columns: Sequence[str]) -> pa.Table | None:
    """What tells the rows of a table of the last run apart; null where there was none, or none that can be read."""
    try:
        return stored.read(columns)
    except (OSError, pa.ArrowException):
        return None


def table_path(given: Settings, key: dg.AssetKey) -> Path:
    """Where a table between the stages lies."""
    return given.work.joinpath("tables", *key.path).with_suffix(SUFFIX)


def _say_waiting(context: dg.InitResourceContext) -> None:
    if context.log is not None:
        context.log.info("Another run is writing to this output; waiting until it has ended.")


def built_problems(given: Settings) -> list[Problem]:
    """The rows of the table ``problems`` as last built."""
    return [Problem(**row) for row in read_table(given, dg.AssetKey("problems")).to_pylist()]
