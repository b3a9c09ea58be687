# Two commands do all the set-up: `make run` and `make test`. PYTHON names an interpreter of 3.11 or later.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed
EDITOR = extractor/pages/assets/built/editor.js

.PHONY: run test lint types tests accuracy soak lock clean

run: $(STAMP) $(EDITOR)
	@mkdir -p out
	$(BIN)/outagegraph extract corpus/dev/articles --metadata corpus/dev/metadata.jsonl -o out/dev.ttl --table

test: lint types tests accuracy soak

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

tests: $(STAMP) $(EDITOR)
	$(BIN)/pytest

accuracy: $(STAMP)
	$(BIN)/python scripts/check_floors.py

# Every version is pinned and hashed in requirements.txt; nothing is resolved here.
$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("outagegraph needs Python 3.11 or later: make PYTHON=python3.11 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

# A minute of twenty clients at the endpoint.
soak: $(STAMP)
	$(BIN)/python scripts/soak.py --seconds 60 --triples 200000 --ratio 5

# The query page's editor, where npm is at hand; without it the page has a plain text field, and that is said.
$(EDITOR): extractor/pages/editor/package-lock.json $(wildcard extractor/pages/editor/*.mjs) | $(STAMP)
	$(BIN)/python scripts/build_pages.py

# Writes requirements.txt anew from pyproject.toml; needs uv.
lock:
	uv export --quiet --format requirements-txt --no-emit-project --all-extras --group dev --no-header -o requirements.txt
	@rm -f uv.lock

clean:
	rm -rf $(VENV) out build dist extractor/pages/assets/built extractor/pages/editor/node_modules
