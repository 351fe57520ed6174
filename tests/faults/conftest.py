"""The sources and runs of the pipeline's tests, for runs to which something happens."""

from __future__ import annotations

from tests.pipeline.conftest import run, sources, validator

__all__ = ["run", "sources", "validator"]
