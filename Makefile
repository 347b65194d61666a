# Two commands for a reader: `make run` and `make test`. Both set up whatever is missing.
# Variables: HOST and PORT for `make run`, PYTHON for another interpreter, ARGS for pytest.

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
# As many processes as there are cores, each a file at a time. In the order of the files: else the
# few long tests that kill at every step would come last, alone.
SIDE_BY_SIDE := --numprocesses logical --dist loadfile --no-loadscope-reorder
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,\
  $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check bench scores gallery setup lock clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

run: .venv/.set-up-to-run ## Set up, make the sample site if there is none, open the portal
	$(BIN)/communique demo --host $(HOST) --port $(PORT)

test: .venv/.set-up-to-test ## Set up and run every test
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

check: .venv/.set-up-to-test ## Lint, format, strict types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --config importlinter.toml --no-logo

bench: .venv/.set-up-to-test ## Measure, and print the figures of the docs
	for path in bench/bench_*.py; do $(BIN)/python -m "bench.$$(basename $$path .py)" || exit 1; done

scores: .venv/.set-up-to-test ## Ask Lighthouse about every template (needs Node and Chromium)
	test -d bench/lighthouse/node_modules || \
	  npm --prefix bench/lighthouse ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python -m bench.page_scores

setup: .venv/.set-up-to-test ## Make .venv with everything that running and testing need

gallery: .venv/.set-up-to-test ## Take the pictures of the documentation (needs Chromium)
	$(BIN)/python -m tests.gallery

lock: .venv/.set-up-to-test ## Write requirements/ anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --upgrade \
	  --group build pyproject.toml --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --upgrade \
	  --group build --group dev --constraint requirements/run.txt pyproject.toml \
	  --output-file requirements/dev.txt

clean: ## Remove what set-up, tests and runs have made
	rm -rf .venv demo-site dist build .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache .ci/node_modules bench/lighthouse/node_modules
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A stamp is older than what it was made from when there is work to do.
# Where ensurepip is missing (Debian without python3-venv) the system's pip fills the .venv.
.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "communique: Python 3.11 or newer is needed; set PYTHON=" >&2; exit 1; }
	@echo "making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv 2>/dev/null || { \
	  $(PYTHON) -m venv --clear --without-pip .venv && \
	  $(PYTHON) -m pip --python .venv/bin/python install --quiet pip; } || { \
	  echo "communique: no pip for .venv; install python3-venv (Debian) or pip" >&2; \
	  rm -rf .venv; exit 1; }

.venv/.set-up-to-run: requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/.set-up-to-test: requirements/dev.txt .venv/.set-up-to-run
	$(PIP) install --require-hashes --only-binary :all: --requirement requirements/dev.txt
	touch $@
