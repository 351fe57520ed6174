# Everything a newcomer needs; `make` alone lists it. Needs make, git and Python 3.11 to 3.14.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run dev test lint docs-gx example lock pictures clean

BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The first Python that will do; `make PYTHON=...` takes another.
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.14 python3.11,$(shell command -v $(p) >/dev/null 2>&1 && $(p) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null && echo $(p))))

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## build everything from sources/ into output/ (make run SOURCES=DIR OUTPUT=DIR for other folders)
	@$(BIN)/python -m pipelines run $(if $(SOURCES),--sources "$(SOURCES)") $(if $(OUTPUT),--output "$(OUTPUT)")

dev: $(READY) ## open Dagster's page, which also builds whenever sources/ changes
	@mkdir -p .dagster && ln -sf ../dagster.yaml .dagster/dagster.yaml
	@DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev

test: lint ## lint, types, import contracts and all tests
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(READY) ## lint, formatting, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

docs-gx: $(READY) ## build Great Expectations' Data Docs of the latest release under DAGSTER_HOME (.dagster/)
	@DAGSTER_HOME="$${DAGSTER_HOME:-$(CURDIR)/.dagster}" $(BIN)/python -m pipelines docs-gx $(if $(OUTPUT),--output "$(OUTPUT)")

example: $(READY) ## build docs/example/ anew from sources/
	@$(BIN)/python -m tools.build_example

lock: ## renew requirements.lock from pyproject.toml
	@tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/pip" install --quiet uv && \
	printf 'pip>=25\nsetuptools>=80\n' | "$$tools/bin/uv" pip compile pyproject.toml - --universal --python-version 3.11 --all-extras \
		--generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet \
		--output-file requirements.lock

pictures: $(READY) ## renew the pictures in docs/ (needs Chromium with its driver)
	@$(BIN)/python tools/pictures.py

clean: ## remove what was built, but for .venv and Dagster's history
	@find output -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@rm -rf build dist *.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then echo "No Python 3.11 to 3.14 was found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$(PYTHON) lacks the module venv. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; fi
	@if [ ! -x $(BIN)/python ]; then $(PYTHON) -m venv .venv; fi
	@echo "Installing into .venv (once; a few minutes) ..."
	@# The pip of the lock first: those that come with older Pythons stumble over locked extras.
	@awk '/^[^ ]/ { keep = /^pip==/ } keep' requirements.lock > .venv/pip.lock
	@$(PIP) --require-hashes -r .venv/pip.lock
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e . 2> .venv/install.log || { cat .venv/install.log; exit 1; }
	@touch $@
