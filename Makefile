# One screen of commands. Each sets up what it needs; nothing beside Python >= 3.11 with venv, git and make is expected.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet --require-hashes --no-deps
EVENTS ?= 300
CASES ?= ../shared/cases/dev.jsonl

.PHONY: help demo serve test check bench prove score train format lock messages reference clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.demo ## real faults through real client libraries, judged (ALL=1: with litellm and langchain)
	@# At a terminal the server stays, to look at its page; in a script the command ends.
	@if [ -t 1 ]; then stay=; else stay=--exit; fi; \
	  $(BIN)/kiwame demo --events $(EVENTS) $$stay $(if $(ALL),--all)

serve: $(VENV)/.server ## run Kiwame on this machine; data in ./kiwame-data
	$(BIN)/kiwame serve --data kiwame-data

test: $(VENV)/.dev ## set up and run all tests
	@$(BIN)/python -m tests.setup.services
	@# Tests wait more than they work: two files at a time take half as long. A file's tests stay together.
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.dev ## format, lint, types, import floors, house rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check --no-cache .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/house

bench: $(VENV)/.dev ## speed and size, as ratios measured side by side in one run
	$(BIN)/python -m bench

prove: $(VENV)/.dev ## the long proofs: every point of what Kiwame must show, in full
	@$(BIN)/python -m tests.setup.services
	KIWAME_PROVE=1 $(BIN)/python -m pytest -m prove --timeout 3600
	$(BIN)/python -m bench
	@if [ -f $(CASES) ]; then $(MAKE) --no-print-directory score; else echo "no labelled cases at $(CASES): make score CASES=FILE"; fi

score: $(VENV)/.dev ## score the offline deciders on labelled cases (CASES=FILE)
	$(BIN)/python -m tools.score $(CASES) --goals

train: $(VENV)/.dev ## train the local model on labelled cases (CASES=FILE) and the lab's; the same bytes everywhere
	$(BIN)/python -m tools.train $(CASES)

format: $(VENV)/.dev ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev ## write requirements/*.txt anew from pyproject.toml
	$(BIN)/python -m tools.lock

messages: $(VENV)/.dev ## collect translatable texts and compile the catalogues
	$(BIN)/python -m tools.messages

reference: $(VENV)/.dev ## write docs/reference/ anew from the code
	$(BIN)/python -m tools.reference

clean: ## remove environments and caches
	rm -rf $(VENV) .venv-wrappers .build .mypy_cache .ruff_cache .pytest_cache .hypothesis node_modules tests/node/node_modules

# Each stamp says: everything of this list is installed, and so is Kiwame itself, editable.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Kiwame needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module is missing. On Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 2; }

define install
	@echo "installing $(1) (with hashes)"
	@$(PIP) $(foreach list,$(1),-r requirements/$(list).txt)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@
endef

$(VENV)/.server: $(VENV)/bin/python requirements/server.txt requirements/build.txt pyproject.toml
	$(call install,build server)

$(VENV)/.demo: $(VENV)/bin/python requirements/demo.txt requirements/build.txt pyproject.toml
	$(call install,build demo)
	@touch $(VENV)/.server

$(VENV)/.dev: $(VENV)/bin/python requirements/dev.txt requirements/build.txt pyproject.toml
	$(call install,build dev)
	@touch $(VENV)/.server $(VENV)/.demo
