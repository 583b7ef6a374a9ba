# Two commands are enough to begin: `make run` serves the site, `make test` checks it. `make help` lists the rest.

PORT ?= 8000
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# PostgreSQL's driver is installed only where the site is told to use it.
READY := $(VENV)/.run $(if $(filter postgres%,$(KB_DATABASE)),$(VENV)/.pg)
TEMPLATES = $$(find templates kb -name '*.html')

.PHONY: help run dev test lint format migrations-check messages lock superuser load clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

run: $(READY) ## serve the site as in production: make run PORT=8123
	@$(MANAGE) prepare
	@KB_BIND=127.0.0.1:$(PORT) exec $(BIN)/gunicorn

dev: $(READY) ## serve it with debug pages, reloading at every change
	@KB_DEBUG=1 $(MANAGE) prepare
	@KB_DEBUG=1 exec $(MANAGE) runserver 127.0.0.1:$(PORT)

test: $(VENV)/.dev ## all tests, browser tests where Chromium is found: make test ARGS="-k compare"
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.dev ## what .ci/run finds fault with, without changing a file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet $(TEMPLATES)
	$(BIN)/djade --target-version 6.1 --check $(TEMPLATES)

format: $(VENV)/.dev ## bring code and templates into the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 6.1 $(TEMPLATES)

migrations-check: $(VENV)/.run ## fails where a model has no migration yet
	$(MANAGE) makemigrations --check --dry-run

messages: $(VENV)/.run ## bring new and changed strings into the Chinese catalogue
	$(MANAGE) messages

lock: $(VENV)/.run ## pin the newest allowed versions: make lock, or ARGS="--upgrade-package nh3" for one
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	cd requirements && for group in run pg dev; do \
		../$(BIN)/uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-header \
			$(if $(ARGS),$(ARGS),--upgrade) $$group.in -o $$group.txt || exit 1; done

superuser: $(READY) ## create a login for /admin/
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser

load: $(READY) ## read fixtures/ into the database; what an editor changed stays
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_knowledge

clean: ## remove everything that is made again; the database and the secret key stay
	rm -rf $(VENV) var/static var/static.stamp .pytest_cache .ruff_cache .hypothesis test-results
	find kb -name '*.mo' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The virtual environment. A stamp is newer than the lock it was installed from. --------------------------

$(VENV)/.run: requirements/run.txt $(VENV)/.made
	@echo "Installing what the site needs ..."
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/.pg: requirements/pg.txt $(VENV)/.run
	@echo "Installing PostgreSQL's driver ..."
	@$(PIP) -r requirements/pg.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.pg
	@echo "Installing what tests and checks need ..."
	@$(PIP) -r requirements/dev.txt
	@touch $@

# The first of: PYTHON as given, what .python-version names (through pyenv or uv), then by name.
$(VENV)/.made: .python-version
	@asked=$$(cat .python-version); \
	pyenv_python=$$(command -v pyenv >/dev/null 2>&1 && pyenv prefix "$$asked" 2>/dev/null); \
	uv_python=$$(command -v uv >/dev/null 2>&1 && uv python find --no-python-downloads "$$asked" 2>/dev/null); \
	for python in "$(PYTHON)" "$${pyenv_python:+$$pyenv_python/bin/python3}" "$$uv_python" \
			python3.14 python3.13 python3.12 python3; do \
		[ -n "$$python" ] || continue; \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 && found=$$python && break; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Duizhao needs Python 3.12 or newer ($$asked is best): install it, or say where it is: make PYTHON=/path/to/python3 ..." >&2; exit 1; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
		echo "$$found lacks the venv module: install it (Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear $(VENV) && touch $@
