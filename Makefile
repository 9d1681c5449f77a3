# One-word targets; `make help` lists them. Everything sets itself up: Python 3.11+, pip and make are enough.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: help demo run check test lint types rooms pytest messages flows bench pins clean
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# A virtual environment also where Debian ships no ensurepip: pip is lent from outside.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hjemvei needs Python 3.11 or newer; set PYTHON=..."; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "Hjemvei needs pip beside $(PYTHON) (Debian: apt install python3-pip); or set PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv --without-pip $(VENV) || { echo "$(PYTHON) cannot make a virtual environment; set PYTHON=..."; exit 1; }

$(VENV)/.ready: requirements.txt $(BIN)/python
	@echo "Setting up (once) ..."
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-test: requirements-test.txt $(VENV)/.ready
	@echo "Setting up what the tests need (once) ..."
	@$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

demo: $(VENV)/.ready ## everything on this machine: phones in a page, no Telegram needed
	@$(BIN)/python main.py demo $(ARGS)

run: $(VENV)/.ready ## run the bot with the settings from the environment
	@$(BIN)/python main.py run

check: $(VENV)/.ready ## look at settings, pack, flows, database, keys and Bot API
	@$(BIN)/python main.py check

test: lint types rooms pytest ## all that must hold: lint, types, rooms, tests

lint: $(VENV)/.ready-test ## ruff, all rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.ready-test ## mypy, strict
	@$(BIN)/mypy

rooms: $(VENV)/.ready-test ## who may import whom
	@$(BIN)/lint-imports --no-cache

pytest: $(VENV)/.ready-test ## the tests alone
	@$(BIN)/python -m pytest $(ARGS)

messages: $(VENV)/.ready ## collect every text and bring locales/ up to date
	@$(BIN)/python main.py messages

flows: $(VENV)/.ready ## print every flow as a resident would read it
	@$(BIN)/python main.py flows

bench: $(VENV)/.ready ## time Hjemvei beside its peers; prints one table
	@$(PYTHON) tests/bench/bench.py

pins: ## pin requirements*.in anew, with hashes
	@$(PYTHON) -m venv --without-pip .uv && $(PYTHON) -m pip --python .uv/bin/python install --quiet uv
	@for f in requirements requirements-test; do .uv/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header $$f.in -o $$f.txt; done; rm -rf .uv

clean: ## forget the environment and the demo's data
	@rm -rf $(VENV) data .mypy_cache .ruff_cache .pytest_cache .hypothesis
