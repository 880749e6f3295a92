# `make` sets up and runs the main job on the samples; `make test` sets up and tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/set-up

.DEFAULT_GOAL := samples.duckdb
.PHONY: samples.duckdb test lint lock clean help

help: ## show the targets
	@grep -E '^[a-z.]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(SETUP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

samples.duckdb: $(SETUP) ## set up, load the samples, build and audit (the default)
	@$(BIN)/casualty run samples --db samples.duckdb

lint: $(SETUP) ## ruff, mypy, sqlfluff, dbt-bouncer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 models analyses tests/data
	CASUALTY_DB=target/lint.duckdb $(BIN)/dbt --quiet parse
	$(BIN)/dbt-bouncer

test: lint ## set up, lint, and run every test
	$(BIN)/pytest

lock: ## renew requirements.txt from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --extra dev --extra publish --custom-compile-command "make lock" \
		--upgrade pyproject.toml -o requirements.txt

clean: ## remove what can be made again, but no warehouse of yours
	rm -rf $(VENV) target logs samples.duckdb *.egg-info
