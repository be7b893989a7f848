# Two words do everything, set-up included: make demo, make test.

# The first Python that is new enough: a machine may have only python3.11, or an older python3 beside it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
# Posts that the benchmarks multiply; any folder of Markdown posts will do.
CORPUS ?= seeds

.PHONY: demo test lint types contracts unit docs docs-check bench bench-check bench-crawl clean

demo: $(VENV)/.ready
	@$(BIN)/curator run
	@echo
	@$(BIN)/curator topics
	@echo
	@$(BIN)/curator stats
	@echo
	@echo 'Look at  exports/markdown/index.md          reading lists by topic'
	@echo '         exports/references-biblatex.bib    a bibliography of everything'
	@echo 'Try      $(BIN)/curator search 人脸'
	@echo '         $(BIN)/curator show 多任务学习'

test: lint types contracts docs-check unit

# The environment is made anew when what it is made of has changed.
$(VENV)/.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed, and none is on the PATH'; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/.bench: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,bench]'
	@touch $@

lint: $(VENV)/.ready
	$(BIN)/ruff check .

types: $(VENV)/.ready
	$(BIN)/mypy

contracts: $(VENV)/.ready
	$(BIN)/lint-imports

docs-check: $(VENV)/.ready
	$(BIN)/python docs/generate.py --check

# Tests start the program some hundred times: where nothing compiled is kept, each of them compiles it anew.
unit: export PYTHONDONTWRITEBYTECODE =
# More processes than processors: many tests wait for clocks and sockets.
unit: $(VENV)/.ready
	$(BIN)/pytest --numprocesses 4

# Pages and files that are made from tables in the code.
docs: $(VENV)/.ready
	$(BIN)/python docs/generate.py

bench: $(VENV)/.bench
	$(BIN)/python bench/run.py $(CORPUS)

# What looking at links costs, beside lychee; needs a C compiler for the server.
bench-check: $(VENV)/.bench
	$(BIN)/python bench/of_check.py

# What fetching, keeping and reading pages costs; the same server.
bench-crawl: $(VENV)/.bench
	$(BIN)/python bench/of_metadata.py
	$(BIN)/python bench/of_crawl.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
