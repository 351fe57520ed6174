"""The manifest of the sources: which files there are, how large, and the hashes of their bytes and of what was written
about them.

Names only and bytes only; what the files say is read in ``documents``.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import dagster as dg
import pyarrow as pa

from assets import metadata
from assets.digests import Digests
from assets.settings import Settings
from assets.unchanged import begin, inputs_of, published_already, vanished
from spacecoop.tables import TABLES

GROUP = "sources"
MANIFEST = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("collection", pa.string(), nullable=False),
        pa.field("bytes", pa.int64()),
        pa.field("sha256", pa.string()),
        pa.field("claims", pa.string()),
    ]
)


@dg.multi_asset(
    name="sources",
    description="Looks through the folder of sources; when nothing changed since the release in place, the run ends here.",
    group_name=GROUP,
    outs={
        "source_files": dg.AssetOut(
            description="Every file below the folder of sources, with its size and the hash of its bytes.",
            kinds={"file"},
            is_required=False,
            metadata={"dagster/column_schema": metadata.arrow_schema(MANIFEST)},
        ),
        "refused_names": dg.AssetOut(
            description="Files that are no sources, by their names alone, and what could not be fetched; with what to do.",
            kinds={"file"},
            is_required=False,
            metadata={"dagster/column_schema": metadata.column_schema(TABLES["problems"])},
        ),
    },
)
def sources(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings], fetch_problems: pa.Table
) -> Iterator[dg.Output[pa.Table] | dg.AssetObservation]:
    root = settings.sources
    if not root.is_dir():
        raise dg.Failure(f"There is no folder of sources at {root}. Make it, or name another with --sources.")
    inputs = inputs_of(settings)
    if fetch_problems.num_rows:
        inputs = replace(inputs, sources=f"{inputs.sources}\0{fetch_problems.to_pylist()}")
    version = None if settings.anew else published_already(settings, inputs)
    if version is not None:
        # No output, so that every step after this one is skipped.
        yield dg.AssetObservation("release", description="Nothing changed.", metadata={"unchanged": version})
        return
    begin(settings, inputs, context.run_id)
    digests = Digests.open(root, settings.work / "digests.parquet", anew=settings.anew)
    files, refused = manifest(root, digests)
    if fault := _fault(settings, files, refused):
        raise dg.Failure(fault)
    with suppress(OSError):
        digests.keep()
    refused = pa.concat_tables([refused, fetch_problems])
    said = metadata.of_rows(
        files,
        folder=dg.MetadataValue.path(root),
        collections=dg.MetadataValue.md(metadata.counted(files, "collection")),
    )
    yield dg.Output(files, "source_files", metadata=said)
    yield dg.Output(refused, "refused_names", metadata=metadata.of_rows(refused))


def _fault(given: Settings, files: pa.Table, refused: pa.Table) -> str | None:
    """Why nothing may be published from what was found in the folder of sources; null where that can be trusted."""
    for row in refused.to_pylist():
        if row["source"] == "." and row["problem"] == "unreadable_folder":
            return f"{given.sources}: {row['reason']} {row['remedy']} Nothing was published."
    return None if files.num_rows else vanished(given)


def manifest(root: Path, digests: Digests | None = None) -> tuple[pa.Table, pa.Table]:
    """The sources below ``root`` in order, and the rows of ``problems`` for files that are none by their names.

    A file that cannot be read has neither size nor hash, and one whose sidecars cannot be has no hash of its ``claims``;
    reading it in ``documents`` says why.
    """
    from spacecoop.document.listing import list_sources
    from spacecoop.tables.arrow import to_arrow

    found = list_sources(root)
    digests = digests or Digests.open(root, root, anew=True)
    claims = _Claims(root, digests, found.written)
    hashed = [digests.of(name) or (None, None) for name in found.names]
    columns = [
        found.names,
        [name.rpartition("/")[0] for name in found.names],
        *([one[part] for one in hashed] for part in (0, 1)),
        [claims.of(name) for name in found.names],
    ]
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, MANIFEST, strict=True)]
    return pa.table(arrays, schema=MANIFEST), to_arrow("problems", found.problems)


class _Claims:
    """What was written about sources, as hashes; ``written`` are the sidecars there are, with whether they may be read."""

    def __init__(self, root: Path, digests: Digests, written: dict[str, bool]) -> None:
        self._root, self._digests, self._written = root, digests, written
        self._folders: dict[str, list[str | None]] = {}

    def of(self, name: str) -> str | None:
        from spacecoop.document.sidecars import sidecar_path, written_about

        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            *above, _ = (
                path.relative_to(self._root).as_posix() for path in written_about(self._root / name, self._root)
            )
            self._folders[folder] = [self._digest(path) for path in above if path in self._written]
        own = f"{folder}/{sidecar_path(Path(name)).name}".lstrip("/")
        return claims_key(self._folders[folder], self._digest(own) if own in self._written else "")

    def _digest(self, path: str) -> str | None:
        found = self._digests.of(path) if self._written[path] else None
        return found[1] if found else None


def claims_key(above: list[str | None], own: str | None) -> str | None:
    """The hash of what the folders of a source say, given the hashes of those files, and of its sidecar (empty for
    none); null where one of them cannot be read."""
    if own is None or None in above:
        return None
    return sha256(" ".join([*map(str, above), f"own {own}"]).encode()).hexdigest()
