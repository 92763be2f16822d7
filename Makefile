# The two commands a newcomer needs: `make demo` and `make test`. Everything else is for daily work.
PYTHON ?= python3
VENV   ?= .venv
# How many test processes run side by side; each starts its own homeserver.
WORKERS ?= 2
# Files in the order of their folders: the long ones come first, and many short ones are left for the end.
SPREAD := --dist loadfile --no-loadscope-reorder
RUN    := $(VENV)/bin/python
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types floors unit run soak lowest bench bench-restart bench-reminders bench-looks lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	@echo "Installing into $(VENV) (about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY) ## play the main job on a throw-away homeserver (KEEP=1 leaves it up)
	@$(RUN) -m bot demo $(if $(KEEP),--blijf)

test: $(READY) lint types floors unit ## everything CI runs: lint, types, floors, tests

check: test

lint: $(READY)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(READY)
	@$(VENV)/bin/mypy

floors: $(READY)
	@$(VENV)/bin/lint-imports

unit: $(READY)
	@$(RUN) -m pytest --numprocesses $(WORKERS) $(SPREAD) $(ARGS)

run: $(READY) ## run the bot with your own settings: make run SETTINGS=regiekamer.toml
	@$(VENV)/bin/regiekamer --instellingen $(or $(SETTINGS),regiekamer.toml) run

soak: $(READY) lowest ## the longer proofs: more generated examples, 200 kills, a quarter of a year, the oldest allowed versions
	@HYPOTHESIS_PROFILE=soak $(RUN) -m pytest --timeout 1800 --numprocesses $(WORKERS) $(SPREAD) -m ''

lowest: $(READY) ## the test suite against the oldest versions pyproject.toml allows
	@$(PYTHON) -m venv .venv-lowest
	@.venv-lowest/bin/python -m pip install -qq uv
	@.venv-lowest/bin/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct -e '.[demo,test]'
	@.venv-lowest/bin/python -m pytest -q --numprocesses $(WORKERS) $(SPREAD)

bench: $(READY) ## what the trust layer costs: requests, CPU and round trips beside a bare nio echo
	@$(RUN) -m bench.send

bench-reminders: $(READY) ## what a look for what is due costs among 100,000 actions
	@$(RUN) -m bench.reminders

bench-looks: $(READY) ## what the looks of every second cost with 20 and with 250 open cases
	@$(RUN) -m bench.looks

bench-restart: $(READY) ## how long a restart takes with 10 to 10,000 rooms (about a quarter of an hour)
	@$(RUN) -m bench.restart

lock: $(READY) ## renew requirements.lock after a change in pyproject.toml
	@$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean: ## remove what the targets made
	@rm -rf $(VENV) .venv-lowest .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
