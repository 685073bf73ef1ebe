# One place to start everything. `make` alone says what there is.
# Needs Python 3.11 or newer with venv and pip, git and make; nothing else.

PYTHON ?= python3
PORT ?= 8866
HOST ?= 127.0.0.1
WORKERS ?= 3# two cores: a third worker waits while a test waits (a silent connection, a page that loads)

# A run starts hundreds of processes of the kit: what one has compiled the others read, whatever the machine says.
export PYTHONDONTWRITEBYTECODE =

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt
BENCHMARKS := $(filter-out timing,$(basename $(notdir $(wildcard benchmarks/*.py))))# timing.py is what they measure with
INSTALL_FROM := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help serve test lint types layers check notebooks schema bench mutate wheel screenshots clean

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

serve: $(VENV)/run.stamp ## install what is missing and start the kit (PORT=8866 HOST=127.0.0.1)
	@$(BIN)/coopkit serve --port $(PORT) --host $(HOST)

test: $(VENV)/test.stamp ## install what is missing and run every test, browser and notebooks included
	@COOPKIT_CHROMIUM="$$($(BIN)/python scripts/browser.py)" && export COOPKIT_CHROMIUM && \
	  $(BIN)/coverage erase && \
	  $(BIN)/python -m pytest -p no:nbval -n $(WORKERS) --dist loadgroup --cov --cov-report= $(ARGS)
	@$(MAKE) --no-print-directory notebooks
	@$(BIN)/coverage report --include='coopkit/core/*' --fail-under=100
	@$(BIN)/coverage report --fail-under=90

notebooks: $(VENV)/test.stamp ## run every notebook on its example and compare what it says with what is stored
	@$(BIN)/python scripts/notebooks.py check $(NBCOV)

lint: $(VENV)/test.stamp ## read the code for mistakes and form, notebooks too
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/test.stamp ## check the types
	@$(BIN)/mypy

layers: $(VENV)/test.stamp ## check that no layer reaches upward
	@$(BIN)/lint-imports

check: $(VENV)/run.stamp ## read all content and name every problem in it
	@$(BIN)/coopkit check

schema: $(VENV)/run.stamp ## write the JSON schema of a dossier again, after a question was added
	@$(BIN)/python scripts/schema.py

bench: $(VENV)/run.stamp ## measure how time grows with the size of what is reckoned
	@set -e; for one in $(BENCHMARKS); do echo "== $$one"; $(BIN)/python -m benchmarks.$$one; done

mutate: $(VENV)/mutate.stamp ## measure how strong the tests of the rules and simulators are (ONLY=coopkit/core/rules/profit.py)
	@$(BIN)/python scripts/mutate.py $(ONLY)

wheel: $(VENV)/test.stamp ## build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

screenshots: $(VENV)/test.stamp ## look at every page: screenshots/ at three widths
	@SCREENSHOTS=whole COOPKIT_CHROMIUM="$$($(BIN)/python scripts/browser.py)" $(BIN)/python -m pytest tests/browser -k looks

clean: ## remove what was made here, but no dossier
	@rm -rf $(VENV) dist build screenshots .mutate .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "This needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing; on Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/venv.stamp $(INSTALL_FROM)
	@echo "Installing the kit into $(VENV) (a few minutes the first time) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	@echo "Installing what the tests need ..."
	@$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/mutate.stamp: $(VENV)/test.stamp
	@echo "Installing what changes the code ..."
	@$(PIP) --editable '.[test,mutate]'
	@touch $@
