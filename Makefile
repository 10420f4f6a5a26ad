# The commands of Croupier. `make help` lists them.
# Needed on the machine: git, make, Python 3.11 or newer, and a way to the package registries.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
SUITS := import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	command -v $$python >/dev/null && $$python -c '$(SUITS)' 2>/dev/null && \
	{ echo $$python; break; }; done)

VENV := .venv
# An environment whose Python is gone (an upgrade of the system's) is made anew.
ifneq ($(wildcard $(VENV)/.synced),)
ifeq ($(shell $(VENV)/bin/python -c 'print("runs")' 2>/dev/null),)
$(shell rm -f $(VENV)/.synced $(VENV)/bin/uv)
endif
endif
RUN := $(VENV)/bin/python -m
# YES=1 deploys and undeploys without asking.
UNASKED := $(if $(filter 1 yes true,$(YES)),--yes)
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
# Dozens of processes start in a run; what one of them has compiled serves the others.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help up down reset demo deal test quick check statistics deploy undeploy bench api logs lock \
	format

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || \
		sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 - \2/p' $(MAKEFILE_LIST)

up: $(VENV)/.synced ## Start everything on this machine and print where to go
	@$(RUN) scripts.up

down: $(VENV)/.synced ## Stop everything, keep the data
	@$(RUN) scripts.down

reset: $(VENV)/.synced ## Stop everything and wipe the data
	@$(RUN) scripts.down --wipe

demo: $(VENV)/.synced ## Play one whole session in the terminal (after `make up`)
	@PYTHONPATH=clients/python $(RUN) scripts.demo

deal: $(VENV)/.synced ## Deal at the table that waits for a dealer (after `make up`)
	@PYTHONPATH=clients/python $(RUN) scripts.deal

test: $(VENV)/.synced ## Run every check and every test
	@$(RUN) scripts.test

quick: $(VENV)/.synced ## Run every check and the tests that need no cloud (a minute)
	@$(RUN) scripts.quick

check: $(VENV)/.synced ## Lint, check types and the architecture
	ruff check .
	ruff format --check .
	mypy
	PYTHONPATH=layers/domain/python:. lint-imports

format: $(VENV)/.synced ## Format the code and repair what can be repaired
	ruff check --fix .
	ruff format .

statistics: $(VENV)/.synced ## Test millions of draws and compute blackjack anew (minutes)
	pytest -m slow --timeout 900 tests/statistics

deploy: $(VENV)/.synced ## Show what would change in your AWS account, ask, and do it: make deploy STAGE=test
	@$(RUN) scripts.deploy "$(STAGE)" $(UNASKED)

undeploy: $(VENV)/.synced ## Remove a stage from your AWS account, keep its data: make undeploy STAGE=test
	@$(RUN) scripts.undeploy "$(STAGE)" $(UNASKED)

bench: $(VENV)/.synced ## Measure speed and cost; writes benchmarks/results.json
	@$(RUN) benchmarks

api: $(VENV)/.synced ## Write the API reference (docs/api, docs/events) and the clients' types from the code
	@PYTHONPATH=layers/domain/python:. $(RUN) scripts.api_reference
	@PYTHONPATH=layers/domain/python:. $(RUN) scripts.error_codes
	@PYTHONPATH=layers/domain/python:. $(RUN) scripts.event_schemas
	@PYTHONPATH=layers/domain/python:. $(RUN) scripts.web_data
	@$(RUN) scripts.client_types

logs: $(VENV)/.synced ## Follow what the functions and the services say
	@$(RUN) scripts.logs

lock: $(VENV)/.synced ## Lock the newest dependencies that the version ranges allow
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --upgrade pyproject.toml --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --upgrade pyproject.toml --group dev --constraint requirements.txt \
		--output-file requirements-dev.txt
	for service in local_cloud local_psp; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-header --upgrade scripts/$$service/requirements.in \
			--output-file scripts/$$service/requirements.txt; \
	done
	npm install --package-lock-only --ignore-scripts
	npm --prefix clients/typescript install --package-lock-only --ignore-scripts
	npm --prefix web install --package-lock-only --ignore-scripts
	npm --prefix tests/strangers install --package-lock-only --ignore-scripts

$(VENV)/bin/uv:
	@if [ -z "$(PYTHON)" ]; then \
		echo "  ✗ Python 3.11 or newer with its venv module is needed" \
			"(on Debian and Ubuntu: apt-get install python3 python3-venv)." >&2; exit 1; fi
	@if ! $(PYTHON) -c '$(SUITS)' >/dev/null 2>&1; then \
		echo "  ✗ PYTHON=$(PYTHON) can't be used: it must be a Python 3.11 or newer that runs here" \
			"and has its venv module." >&2; exit 1; fi
	@echo "  … Create $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.synced: requirements-dev.txt | $(VENV)/bin/uv
	@echo "  … Install the Python packages"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@uv pip sync --quiet --python $(VENV)/bin/python requirements-dev.txt
	@touch $@
