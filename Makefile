# The only place that knows commands. Needs Python 3.11 to 3.13 and make; nothing else.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE =
export IPYTHONDIR = $(CURDIR)/.ipython
export SELFEVAL_DATE = 2023-03-31

.PHONY: setup peers demo test test-browser test-office test-spark check book book-all book-messages book-links bench mutants

setup: .venv/ready  ## the environment, pinned and with hashes

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	grep -A40 '^uv==' requirements.lock | sed -n '1p;/^    --hash/p' > .venv/uv.lock.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r .venv/uv.lock.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

peers: .venv/peers  ## the other engine and the packages ours is compared with: large, for test-spark and bench

.venv/peers: .venv/ready requirements-peers.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-peers.lock
	touch $@

demo: setup  ## the main job on the example project: its Excel file, the check, both documents in French and Dutch
	$(BIN)/selfeval demo --to out/demo --date $(SELFEVAL_DATE)

test: setup  ## every test that needs nothing but Python
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder --durations=25 -m "not browser and not office and not spark"
	$(BIN)/python -m pytest -q -n auto --dist loadfile -p nbval --nbval workbooks
	@echo "Not run here: make test-browser (needs Chromium), make test-office (needs LibreOffice), make test-spark (needs Java 17)."

test-browser: setup  ## accessibility and looks of the pages, in Chromium
	$(BIN)/python -m pytest -q -m browser

test-office: setup  ## the Excel and Word files, through LibreOffice
	$(BIN)/python -m pytest -q -m office

test-spark: peers  ## the same figures on a distributed engine, through PySpark and Java 17
	$(BIN)/python -m pytest -q -m spark

check: setup  ## format, lint, types, import layers, spelling of English, the data of the Gids
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests bench tools README.md CONTRIBUTING.md DECISIONS.md CHANGELOG.md
	$(BIN)/selfeval gids check

book: setup  ## the guide: the newest revision in three languages, strictly; fails when something is stale
	$(BIN)/selfeval book stale
	$(BIN)/selfeval book build

book-all: setup  ## the guide of every revision, in three languages
	$(BIN)/selfeval book build --all

book-messages: setup  ## the translation files, brought in step with the pages
	$(BIN)/selfeval book messages

book-links: setup  ## every link to elsewhere, followed; needs a network
	$(BIN)/selfeval book links

bench: peers  ## ratios, side by side in one run
	$(BIN)/python bench/reports.py
	$(BIN)/python bench/book.py
	$(BIN)/python bench/intervals.py
	$(BIN)/python bench/population.py
	$(BIN)/python bench/stratification.py
	$(BIN)/python bench/effect.py

mutants: setup  ## which changes to the arithmetic the tests notice, by module; half an hour, not on Windows
	nice -n 10 $(BIN)/mutmut run
	$(BIN)/python tools/mutation_scores.py --survivors
