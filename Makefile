# `make run` and `make test` need only make and Python >= 3.11; everything else goes into .tools and .venv.
PYTHON ?= python3
RUN_ARGS ?=
TEST_ARGS ?=
# Test processes; a browser and a server each: more than four would wait for one another.
WORKERS ?= auto
BENCH_ARGS ?=

TOOLS := .tools
VENV := .venv
UV := $(TOOLS)/bin/uv
BIN := $(VENV)/bin
CODE := src app.py asgi.py pages scripts benchmarks tests

# uv takes the Python that is here, and the environment of this folder whatever shell it is called from.
export UV_PYTHON_DOWNLOADS := never
export VIRTUAL_ENV := $(CURDIR)/$(VENV)

SELF := $(UV) pip install --quiet --no-deps --build-constraints requirements-build.lock --editable .
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(LOCK_ARGS)

.DEFAULT_GOAL := help
.PHONY: help setup run serve test bench check static format lint types contracts audit sbom fix lock clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## (.*)/  make \1	\2/' | expand -t 18

$(UV): requirements-build.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(TOOLS)
	$(TOOLS)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@touch $@

$(VENV)/.stamp-venv: $(UV)
	$(UV) venv --quiet --clear --python $(TOOLS)/bin/python $(VENV)
	@touch $@

$(VENV)/.stamp-run: $(VENV)/.stamp-venv requirements.lock pyproject.toml
	$(UV) pip install --quiet --require-hashes -r requirements.lock
	$(SELF)
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-venv requirements-dev.lock pyproject.toml
	$(UV) pip sync --quiet --require-hashes requirements-dev.lock
	$(SELF)
	@touch $@ $(VENV)/.stamp-run

setup: $(VENV)/.stamp-dev  ## Install the app and its development tools

run: $(VENV)/.stamp-run  ## Open the app in the browser
	$(BIN)/streamlit run app.py $(RUN_ARGS)

serve: $(VENV)/.stamp-run  ## Run the app as in production; docs/operations.md names its settings
	$(BIN)/python asgi.py

test: $(VENV)/.stamp-dev  ## Run the tests
	$(BIN)/pytest --numprocesses=$(WORKERS) --maxprocesses=4 --dist=loadfile $(TEST_ARGS)

bench: $(VENV)/.stamp-dev  ## Measure the app beside its peers: takes half an hour and a quiet machine
	$(BIN)/python -m benchmarks $(BENCH_ARGS)

check: static test  ## Everything a change has to pass: format, lint, types, import contracts, tests

static: format lint types contracts

format: $(VENV)/.stamp-dev
	$(BIN)/ruff format --check $(CODE)

lint: $(VENV)/.stamp-dev
	$(BIN)/ruff check $(CODE)

types: $(VENV)/.stamp-dev
	$(BIN)/mypy

contracts: $(VENV)/.stamp-dev
	$(BIN)/lint-imports

audit: $(VENV)/.stamp-dev  ## Look for known vulnerabilities in what the app is made of
	$(BIN)/python -m scripts.audit

sbom: $(VENV)/.stamp-dev  ## Write the bill of materials of what the app is made of
	$(BIN)/python -m scripts.write_sbom test-results/sbom.cdx.json

fix: $(VENV)/.stamp-dev  ## Format the code and repair what lint can
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

lock: $(UV)  ## Renew the locks; LOCK_ARGS=--upgrade takes newer versions
	$(COMPILE) pyproject.toml --extra export --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra export --group dev --constraints requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --group build --output-file requirements-build.lock

clean:  ## Remove everything that make and the tools made
	rm -rf $(VENV) $(TOOLS) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
		build dist test-results
	find $(wildcard src pages scripts benchmarks tests) -name __pycache__ -type d -prune -exec rm -rf {} +
