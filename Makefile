# Everything runs in .venv, which the first target that needs it builds from the hashed lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: help demo test lint bench docs golden lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.run ## set up, read the shipped stories, print who stands where
	@$(BIN)/python examples/demo.py

test: $(VENV)/.dev ## set up and run the tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev ## style, types and the directions between rooms
	$(BIN)/ruff check src tests benchmarks examples training
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.run ## speed against spaCy's bare pipeline, side by side
	$(BIN)/python benchmarks/throughput.py

docs: $(VENV)/.dev ## write the generated pages: command line, schema
	$(BIN)/python docs/generate.py

golden: $(VENV)/.dev ## rewrite the golden readings; read the difference before you commit it
	$(BIN)/python tests/golden/rewrite.py

lock: ## resolve the lock files anew (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --quiet pyproject.toml requirements/build.in -o requirements/run.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --quiet --group dev --extra postgres --extra pandas pyproject.toml requirements/build.in -c requirements/run.lock -o requirements/dev.lock

clean: ## remove what was built
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@
