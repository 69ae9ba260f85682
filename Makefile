# `make run` and `make test` do everything, from a fresh clone on. Only relative paths are used, so that the folder may have any name.

PORT ?= 8501
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
# Stamps: pip runs only when they are older than what they depend on. The folder's own path is part of the name: a checkout that was
# copied or moved gets a new environment, because the old one still points at the old place.
KEY := $(shell pwd -P | cksum | cut -d ' ' -f 1)
MADE := $(VENV)/.made-$(KEY)
RUN := $(VENV)/.run-$(KEY)
DEV := $(VENV)/.dev-$(KEY)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet install --no-warn-script-location -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test setup setup-dev lint format typecheck bench windows clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F @ '{printf "%-18s %s\n", $$1, $$2}'

run: setup ## start the dashboard on http://localhost:8501 (PORT=... for another port)
	@exec $(BIN)/akomodasi serve --port $(PORT)

test: setup-dev ## everything that must hold: style, types, imports, tests, real pages in a Chromium (ARGS=... for pytest)
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory typecheck
	@CHROMIUM="$$($(BIN)/python tests/browser/get_chromium.py)" || exit 1; export CHROMIUM; \
	exec $(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

setup: $(RUN) ## the libraries the dashboard needs, in .venv

setup-dev: $(DEV) ## those and what tests and checks need

lint: setup-dev ## style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: setup-dev ## put style right where that can be done by itself
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

typecheck: setup-dev ## types, and which module may import which
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup-dev ## speed, scale and quality, as JSON (ARGS=...)
	@exec $(BIN)/python -m bench $(ARGS)

windows: setup-dev ## akomodasi-windows.zip, which runs on Windows without a network (ARGS="--python python-3.11.x-embed-amd64.zip")
	@exec $(BIN)/python .ci/windows_zip.py $(ARGS)

clean: ## remove .venv and caches; never a workspace
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache test-output
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@fits() { "$$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }; \
	python="$(PYTHON)"; \
	if [ -n "$$python" ]; then fits "$$python" || { echo "PYTHON=$$python is not a Python 3.11, 3.12 or 3.13." >&2; exit 1; }; \
	else for p in python3.11 python3 python3.12 python3.13; do if fits "$$p"; then python="$$p"; break; fi; done; fi; \
	[ -n "$$python" ] || { echo "Python 3.11, 3.12 or 3.13 is needed: apt-get install python3 python3-venv" >&2; exit 1; }; \
	whole() { "$$python" -c 'import ensurepip, venv' 2>/dev/null; }; \
	if ! whole && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing python3-venv."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } </dev/null >/dev/null || true; fi; \
	whole || { echo "Python's venv module is needed: apt-get install python3 python3-venv" >&2; exit 1; }; \
	rm -rf $(VENV) && "$$python" -m venv $(VENV) && touch $@

$(RUN): $(MADE) pyproject.toml constraints.txt
	@echo "Installing the libraries into .venv (once, a few minutes at most)."
	@$(PIP) -e . && touch $@

$(DEV): $(MADE) pyproject.toml constraints.txt
	@echo "Installing the libraries and the test tools into .venv (once, a few minutes at most)."
	@$(PIP) -e '.[dev]' && touch $(RUN) $@
