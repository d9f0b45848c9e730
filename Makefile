# make run    the site on http://127.0.0.1:8000 (PORT=…), from nothing but Python >= 3.12
# make test   the whole suite, with what it needs
# make help   the rest
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

UV := .uv/bin/uv
UV_VERSION := 0.13.9
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Never another environment than .venv, never a downloaded interpreter.
unexport VIRTUAL_ENV
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
# Compiled modules are kept: without them every process of ours compiles 1,400 of them before it begins.
unexport PYTHONDONTWRITEBYTECODE

RUN_ENV := .venv/.synced-run
DEV_ENV := .venv/.synced-dev
STATIC := var/static/.collected
STATIC_SOURCES := $(shell find static -type f) $(wildcard calculator/editions/*/* calculator/finders.py \
	calculator/formula_modules.py calculator/engine/*.py)
JS_SOURCES = $(shell find static tests -name '*.js' -o -name '*.mjs')
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: derived sbom audit release help run dev test test-sqlite test-postgres test-explore test-faults every-page check format bench load bench-lighthouse bench-published demo-editor clean
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

$(UV):
	python=$$(bin/find-python) && "$$python" -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# Running takes the production packages, and leaves the tools of an environment that also tests.
$(RUN_ENV): uv.lock pyproject.toml | $(UV)
	@[ -x $(BIN)/python ] || $(UV) venv --quiet --python "$$(bin/find-python)" .venv
	UV_PYTHON=$(BIN)/python $(UV) sync --quiet --locked --no-dev --inexact
	@touch $@

$(DEV_ENV): uv.lock pyproject.toml | $(UV) $(RUN_ENV)
	UV_PYTHON=$(BIN)/python $(UV) sync --quiet --locked
	@touch $@

$(STATIC): $(STATIC_SOURCES) $(RUN_ENV)
	$(MANAGE) collectstatic --noinput -v 0
	@touch $@

run: $(RUN_ENV) $(STATIC)  ## the site on http://127.0.0.1:$(PORT)
	@$(BIN)/python bin/prepare
	@echo "Serving http://$(HOST):$(PORT) (Ctrl-C stops it)"
	@exec $(BIN)/gunicorn -c cvi_calc/gunicorn.conf.py cvi_calc.wsgi

dev: $(DEV_ENV)  ## the same with autoreload and error pages
	@$(BIN)/python bin/prepare
	DEBUG=1 exec $(MANAGE) runserver $(HOST):$(PORT)

test: $(DEV_ENV)  ## the whole suite: SQLite with the browser and Node.js, then PostgreSQL
	@bin/install-test-tools
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres

test-sqlite: $(DEV_ENV)  ## everything Python and browser, on SQLite
	$(PYTEST)

test-postgres: $(DEV_ENV)  ## every test that reads or writes a database, on PostgreSQL
	TEST_DATABASE=postgres $(PYTEST)

test-explore: $(DEV_ENV)  ## thousands of random questions to the engine and its second implementation, and 200 workbooks: QUESTIONS=5000
	QUESTIONS=$(or $(QUESTIONS),5000) QUESTIONS_SEED=$(or $(QUESTIONS_SEED),$(shell date +%s)) $(PYTEST) -n 0 tests/calculator/test_second_implementation.py
	WORKBOOKS=$${WORKBOOKS:-200} $(PYTEST) tests/calculator/exports/test_workbook_recalculated.py tests/edition_2027/test_workbook_random.py

every-page: $(RUN_ENV) $(STATIC)  ## ask every page of every county, town, state and metro once, and name those that fail
	@$(BIN)/python bin/prepare
	$(BIN)/python bin/every-page

test-faults: $(DEV_ENV) $(STATIC)  ## databases, caches, disks, workers and clients that fail, ten rounds of each
	@bin/install-test-tools
	FAULT_ROUNDS=$${FAULT_ROUNDS:-10} $(BIN)/python -m pytest -n 0 -m "faults or not faults" \
		tests/cvi_calc/test_{faults,database_away,full_disk,loaders,restore,erased_everywhere}.py tests/web/test_{slow_clients,governor,waiting_ends}.py

# A production environment, as `check --deploy` should find it clean.
DEPLOY := SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	HTTPS=1 ALLOWED_HOSTS=cvi.example.org

check: $(DEV_ENV)  ## format, lint, types, import contracts, migrations, deployment checks, lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(DEPLOY) $(MANAGE) check --deploy --fail-level WARNING
	UV_PYTHON=$(BIN)/python $(UV) lock --check
	$(BIN)/djade --check --target-version 6.1 $$(find custody/templates -name '*.html')
	for file in $(JS_SOURCES); do node --check "$$file"; done
	sh -n bin/find-python && sh -n bin/install-test-tools && bash -n .ci/run && bash -n bin/try-compose

format: $(DEV_ENV)  ## write the format that `make check` asks for
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 6.1 $$(find custody/templates -name '*.html')

bench: $(DEV_ENV) $(STATIC)  ## speed as ratios within one run
	@$(BIN)/python bin/prepare
	$(BIN)/python -m bench
	UV_PROJECT_ENVIRONMENT=$(CURDIR)/var/bench-peers UV_PYTHON=$(BIN)/python $(UV) sync --quiet --locked --project bench/peers
	$(BIN)/python -m bench.peers

load: $(DEV_ENV)  ## a mixed load on PostgreSQL, Redis or Valkey, two replicas and Caddy, into docs/performance.md
	@bin/install-test-tools
	$(BIN)/python -m bench.mixed

bench-published: $(DEV_ENV)  ## published pages behind the shipped proxy beside a plain file server, into docs/performance.md
	@$(BIN)/python bin/prepare
	DJANGO_SETTINGS_MODULE=cvi_calc.settings $(BIN)/python -m bench.published

LIGHTHOUSE := bench/lighthouse/node_modules/.package-lock.json
$(LIGHTHOUSE): bench/lighthouse/package-lock.json
	npm ci --prefix bench/lighthouse --ignore-scripts --no-audit --no-fund --loglevel=error

bench-lighthouse: $(DEV_ENV) $(STATIC) $(LIGHTHOUSE)  ## Lighthouse on its mobile profile, and what pages weigh
	@$(BIN)/python bin/prepare
	$(BIN)/python -m bench.pages

derived: $(DEV_ENV) $(STATIC)  ## after a change of facts, method or words: the release's checksums and the examples of the docs, made again
	@$(BIN)/python bin/prepare
	rm -rf var/releases/$$(ls releases | sort | tail -1)
	$(MANAGE) release $$(ls releases | sort | tail -1) --commit
	$(BIN)/python -m tests.plan_examples
	$(BIN)/python -m tests.api_examples
	DJANGO_SETTINGS_MODULE=cvi_calc.settings $(BIN)/python -m tests.client_methods
	git status --short

sbom: $(DEV_ENV)  ## the list of parts of what serves, as CycloneDX, in var/sbom.json
	@mkdir -p var
	UV_PYTHON=$(BIN)/python $(UV) export --quiet --locked --no-dev --no-emit-project --format requirements-txt -o var/requirements.txt
	$(BIN)/cyclonedx-py requirements var/requirements.txt --output-reproducible --of JSON -o var/sbom.json

audit: $(DEV_ENV)  ## known faults of the parts, where a database of advisories can be reached
	@bin/audit

release: $(DEV_ENV)  ## an archive of a tag that starts by itself: make release TAG=v1.0.0
	@bin/release "$(TAG)"

demo-editor: $(RUN_ENV)  ## an editor's account for trying the admin, on this machine only
	@$(BIN)/python bin/prepare
	@$(MANAGE) demo_editor

clean:  ## remove everything that was made here, the local database included
	rm -rf .venv .uv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
