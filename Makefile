# One environment (.venv), one lock (requirements.lock), a few verbs. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
JOBS ?= 2
CASE ?= casefiles/demo
# A name on the path is not yet a Python that runs (version managers leave such names behind), so each is tried.
TRY_PYTHON := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3 python; do \
	"$$python" -c "$(TRY_PYTHON)" >/dev/null 2>&1 && { echo "$$python"; break; }; done)
# Only what the lock names, as finished wheels. The one package published as source alone is built with the lock's own
# build tools: an isolated build would fetch unpinned ones.
SOURCE_ONLY := bagit
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq

.PHONY: help environment browser recognition office validators pythons strace exiftool demo test prove check lab bench lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: environment ## build the environment and show the whole main job on the fictional case
	@$(BIN)/workbench demo

test: environment browser recognition office validators ## every test and every documented example
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --max-worker-restart 1 --doctest-modules tests workbench

prove: environment browser strace ## the long proofs, which `make test` leaves out (PROVE_SECONDS=600: in slices)
	@$(BIN)/python -m pytest -n 0 -m prove -o faulthandler_timeout=0 tests

check: environment ## ruff, mypy --strict, floors and rooms
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_architecture.py

lab: environment ## JupyterLab on the loopback address (CASE=casefiles/...)
	@$(BIN)/workbench lab "$(CASE)"

bench: environment exiftool ## measure every job beside its public tool, go on where it was stopped (ONLY="custody", ROUNDS=5, MINUTES=45)
	@$(BIN)/python benchmarks/everything.py --rounds $(or $(ROUNDS),5) --minutes $(or $(MINUTES),45) --only $(ONLY)

lock: $(VENV)/.locked ## pin anew what pyproject.toml allows (the one target that asks the package index)
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --fork-strategy fewest \
		--upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
		--output-file $(LOCK)
	@echo "lock: $$(grep -c '==' $(LOCK)) packages pinned in $(LOCK)"

clean: ## remove the environment, caches and whatever can be made again (never a case)
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './casefiles/*' -prune -exec rm -rf {} +

environment: $(VENV)/.package

$(VENV)/.python:
	@[ -n "$(PYTHON)" ] || { \
		echo "environment: no Python of version 3.11 or newer with its venv module was found." >&2; \
		echo "environment: install one (Debian, Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; }
	@"$(PYTHON)" -c "$(TRY_PYTHON)" || { echo "environment: $(PYTHON) is not a Python of version 3.11 or newer with venv" >&2; exit 1; }
	@echo "environment: creating $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.locked: $(LOCK) $(VENV)/.python
	@echo "environment: installing $$(grep -c '==' $(LOCK)) pinned packages, each checked against its hash (some minutes on a slow line)"
	@began=$$SECONDS; \
		awk -v name="$(SOURCE_ONLY)" '/^[a-z]/ { skip = index($$0, name "==") == 1 } !skip' $(LOCK) >$(VENV)/wheels.txt; \
		awk -v name="$(SOURCE_ONLY)" '/^[a-z]/ { skip = index($$0, name "==") != 1 } !skip' $(LOCK) >$(VENV)/source.txt; \
		$(PIP) install --require-hashes --no-deps --only-binary :all: -r $(VENV)/wheels.txt; \
		$(PIP) install --require-hashes --no-deps --no-build-isolation -r $(VENV)/source.txt; \
		echo "environment: packages installed in $$((SECONDS - began)) s"
	@touch $@

$(VENV)/.package: pyproject.toml $(VENV)/.locked
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@echo "environment: ready"
	@touch $@

browser:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "browser: installing Debian's chromium for the browser tests"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			chromium fonts-dejavu-core >/dev/null; } || echo "browser: apt-get could not install chromium" >&2; \
	else echo "browser: no Chromium here and none can be installed by this user; the browser tests will say so" >&2; fi

# Optional: without it, pages that are pictures stay `partial` and say so; `workbench doctor` says how to get it.
recognition: ## tesseract and its languages, for words in scans and photographed pages (Debian, Ubuntu; as root)
	@if command -v tesseract >/dev/null && [ "$$(tesseract --list-langs 2>/dev/null | \
		grep -cxE 'eng|vie|srp|srp_latn|tur|chi_sim|hin')" = 7 ]; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "recognition: installing Debian's tesseract with seven languages"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			tesseract-ocr tesseract-ocr-eng tesseract-ocr-vie tesseract-ocr-srp tesseract-ocr-srp-latn \
			tesseract-ocr-tur tesseract-ocr-chi-sim tesseract-ocr-hin >/dev/null; } \
			|| echo "recognition: apt-get could not install tesseract; the tests that need it will say so" >&2; \
	else echo "recognition: tesseract or one of its languages is not here and cannot be installed by this user" >&2; fi

# Optional: without it, the benchmark of intake says that it was not measured.
exiftool: ## exiftool, beside which reading camera data is measured (Debian, Ubuntu; as root)
	@if command -v exiftool >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "exiftool: installing Debian's exiftool for the benchmark of intake"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			libimage-exiftool-perl >/dev/null; } || echo "exiftool: apt-get could not install it" >&2; \
	else echo "exiftool: not here, and none can be installed by this user; it is not measured" >&2; fi

# Optional: without it, the tests that open releases in LibreOffice say so.
office: ## LibreOffice without a screen, which opens finished workbooks and Word files (Debian, Ubuntu; as root)
	@if command -v soffice >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "office: installing Debian's LibreOffice (calc, writer) for the tests that open releases"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			libreoffice-calc libreoffice-writer >/dev/null; } \
			|| echo "office: apt-get could not install LibreOffice; the tests that need it will say so" >&2; \
	else echo "office: no LibreOffice here, and none can be installed by this user; the tests that need it will say so" >&2; fi

# Optional, and in environments of their own: the one needs an older `rich` than the workbench does, the other a compiler
# and the headers of ICU where no wheel of PyICU is to be had.
validators: environment ## roc-validator and followthemoney in .validators, which judge bundles and networks
	@[ -x .validators/bin/rocrate-validator ] || { $(BIN)/python -m venv .validators && \
		.validators/bin/python -m pip --disable-pip-version-check --no-input -qq install roc-validator==0.13.0 \
			&& echo "validators: roc-validator is ready"; } \
		|| { rm -rf .validators; echo "validators: roc-validator could not be installed; its test will say so" >&2; }
	@[ -e .validators/followthemoney/ready ] || { $(BIN)/python -m venv .validators/followthemoney && \
		.validators/followthemoney/bin/python -m pip --disable-pip-version-check --no-input -qq install \
			followthemoney==4.11.2 && touch .validators/followthemoney/ready \
			&& echo "validators: followthemoney is ready"; } \
		|| { rm -rf .validators/followthemoney; echo "validators: followthemoney could not be installed" \
			"(Debian, Ubuntu: apt install g++ pkg-config libicu-dev); its tests will say so" >&2; }

# Optional: the same locked packages beside each other Python that is here, for the proof that they give the same bytes.
pythons: ## environments for Python 3.12 and 3.13 in .pythons, where those are installed (some minutes each)
	@for version in 3.12 3.13; do \
		[ -e .pythons/$$version/ready ] && continue; \
		"python$$version" -c "$(TRY_PYTHON)" >/dev/null 2>&1 || { echo "pythons: no python$$version here" >&2; continue; }; \
		echo "pythons: .pythons/$$version"; rm -rf .pythons/$$version; mkdir -p .pythons; \
		$(MAKE) VENV=.pythons/$$version PYTHON="python$$version" environment && touch .pythons/$$version/ready; done

strace:
	@if command -v strace >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		echo "strace: installing Debian's strace for the proofs below Python"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			strace >/dev/null; } || echo "strace: apt-get could not install it" >&2; \
	else echo "strace: not here; the proofs that need it will say so" >&2; fi
