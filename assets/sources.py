"""The manifest of the sources: which files there are, how large, and the hash of their bytes.

Names only and bytes only; what the files say is read in ``documents``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import dagster as dg
import pyarrow as pa

from assets import metadata
from assets.settings import Settings
from assets.unchanged import begin, inputs_of, published_already
from spacecoop.tables import TABLES

GROUP = "sources"
MANIFEST = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("collection", pa.string(), nullable=False),
        pa.field("bytes", pa.int64()),
        pa.field("sha256", pa.string()),
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
    files, refused = manifest(root)
    refused = pa.concat_tables([refused, fetch_problems])
    said = metadata.of_rows(
        files,
        folder=dg.MetadataValue.path(root),
        collections=dg.MetadataValue.md(metadata.counted(files, "collection")),
    )
    yield dg.Output(files, "source_files", metadata=said)
    yield dg.Output(refused, "refused_names", metadata=metadata.of_rows(refused))


def manifest(root: Path) -> tuple[pa.Table, pa.Table]:
    """The sources below ``root`` in order, and the rows of ``problems`` for files that are none by their names."""
    from spacecoop.document.listing import list_sources
    from spacecoop.tables.arrow import to_arrow

    found = list_sources(root)
    return pa.Table.from_pylist([_entry(root, name) for name in found.names], MANIFEST), to_arrow(
        "problems", found.problems
    )


def _entry(root: Path, name: str) -> dict[str, object]:
    """A file that cannot be read has neither size nor hash; reading it in ``documents`` says why."""
    size, digest = None, None
    try:
        with (root / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError:
        size, digest = None, None
    return {"source": name, "collection": name.rpartition("/")[0], "bytes": size, "sha256": digest}
