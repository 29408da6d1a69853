# Masthead. `make` alone lists what there is; every target may be run again at any time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Narrow a test run to a path, and choose how many processes share it.
T ?=
N ?= $(if $(T),0,auto)
PYTEST := $(BIN)/pytest -n $(N) --maxprocesses=8 --dist=worksteal

.PHONY: help setup run demo test journeys cover lint format types check bench wheel

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.with-tools ## Make .venv and install Masthead with the tools of its developers

run: .venv/.installed ## Run the newsroom on http://127.0.0.1:8000, with a demo paper when it is empty
	@$(BIN)/masthead demo --if-empty
	@exec $(BIN)/masthead run

demo: .venv/.installed ## Fill an empty newsroom with the demo paper
	@$(BIN)/masthead demo

test: .venv/.with-tools ## Run all tests, first installing what they need; T=path narrows
	@tests/ground/install.sh
	$(PYTEST) $(T)
ifeq ($(T),)
	@if $(BIN)/python -m tests.ground.postgresql; then set -x; $(PYTEST) --database=postgresql masthead; fi
endif

journeys: .venv/.with-tools ## Walk through the whole site in a browser
	@tests/ground/install.sh
	$(PYTEST) tests/journeys

cover: .venv/.with-tools ## Run all tests and say which lines none of them reaches; fails below the floor
	@tests/ground/install.sh
	$(PYTEST) --cov=masthead --cov-report=term

lint: .venv/.with-tools ## Check style, format and which room imports which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: .venv/.with-tools ## Mend what can be mended of style and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.with-tools ## Check all types
	$(BIN)/mypy

check: lint types test ## All that must hold before a change goes in

bench: .venv/.with-tools ## Measure against yardsticks; B=serve, print, publish, send, search or memory picks one
	@for name in $(or $(B),publish print search serve memory send); do $(BIN)/python bench/$$name.py; done

wheel: .venv/.with-tools ## Build the package into dist/
	$(BIN)/python -m build --wheel --outdir dist

# The first Python that is new enough and can make environments; named only when one has to be made.
.venv/.made:
	@for python in python3.13 python3.12 python3.11 python3 python; do \
	    if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making .venv with $$($$python --version) ..."; \
	        $$python -m venv .venv; touch $@; exit 0; \
	    fi; \
	done; \
	echo "Masthead needs Python 3.11 or newer, with its venv module (on Debian and Ubuntu: apt install python3-venv)." >&2; \
	exit 1

.venv/.installed: pyproject.toml | .venv/.made
	@echo "Installing Masthead ..."
	@$(PIP) install --editable .
	@touch $@

.venv/.with-tools: pyproject.toml | .venv/.installed
	@echo "Installing the tools ..."
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable . --group dev
	@touch $@ .venv/.installed
