"""Great Expectations' own Data Docs of a release, for those who know them; a build never makes them.

They hold run times and load scripts from the web, so they stand outside every release, which has its own page of the
checks' results (``page``). Only what the declarations say is in them: rules by hand are no expectations.
"""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

from expectations import suites
from spacecoop.publish.released import Released
from spacecoop.tables import TABLES

SITE = "local_site"


def build(release: Released, folder: Path) -> Path:
    """Validate every table of a release and write the site in place of what ``folder`` holds; returns its first page."""
    suites.load()  # the context of the checks first: the last one made is where results are stored
    import great_expectations as gx
    import pandas as pd
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())}
    index = {"class_name": "DefaultSiteIndexBuilder"}
    context.update_data_docs_site(
        SITE, {"class_name": "SiteBuilder", "store_backend": backend, "site_index_builder": index}
    )
    tables = context.data_sources.add_pandas("tables")
    run = gx.RunIdentifier(run_name=release.version)
    for name in TABLES:
        whole = tables.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        suite = context.suites.add(suites.suite(name))
        definition = context.validation_definitions.add(gx.ValidationDefinition(name=name, data=whole, suite=suite))
        frame = release[name].to_pandas(types_mapper=pd.ArrowDtype)
        with warnings.catch_warnings():
            # pandas warns of every pattern with a group in it.
            warnings.filterwarnings("ignore", "This pattern is interpreted as a regular expression", UserWarning)
            definition.run(batch_parameters={"dataframe": frame}, run_id=run)
    shutil.rmtree(folder, ignore_errors=True)
    context.build_data_docs(site_names=[SITE])
    return folder / "index.html"
