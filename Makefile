# On a fresh machine with Python 3.11 or newer:
#   make data    environment, pinned dependencies, build
#   make test    environment, pinned dependencies, tests (ARGS="-k edtf" for some of them)
#   make docs    the build, and the generated parts of the documentation
#   make lint    style and types
#   make lock    pin the dependencies anew after a change of pyproject.toml (needs uv)
# PYTHON=python3.12 make ... chooses the interpreter.

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
MINOR := import sys; print("%d.%d" % sys.version_info[:2])

RUN := .venv/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check --no-input
READY := .venv/.ready

# An environment that is there serves, unless PYTHON asks for another version.
ifndef PYTHON
PYTHON := $(shell for python in $(RUN) python3 python3.13 python3.12 python3.11; do \
    "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$python" && break; done)
endif
UV ?= $(shell command -v uv || echo .venv/bin/uv)

.PHONY: data test docs lint lock environment

data: environment
	$(RUN) build_data.py

test: environment
	$(RUN) -m pytest -n auto $(ARGS)

docs: data
	$(RUN) -m comity.docs

lint: environment
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

lock:
	"$(UV)" pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
	    --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

environment:
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || \
	    { echo 'comity needs Python 3.11 or newer; name one: PYTHON=python3.12 make ...' >&2; exit 1; }
	@test "$$($(RUN) -c '$(MINOR)' 2>/dev/null)" = "$$("$(PYTHON)" -c '$(MINOR)')" || \
	    "$(PYTHON)" -m venv --clear .venv
	@$(MAKE) --no-print-directory --silent $(READY)

# The file tells that all of these two is installed.
$(READY): requirements.lock pyproject.toml
	echo 'Installing the pinned dependencies into .venv'
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@
