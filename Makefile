# On a fresh machine with only Python 3.11+ and make, `make demo` or `make test` works as the first command.
PYTHON ?= python3
BIN := .venv/bin
CASES ?= 10000
TESTED := .ci/constraints.txt
# With MEASURED=1 the lines that tests run are counted, and held to the floor in pyproject.toml. From Python 3.12 on that
# costs little; on 3.11 the tests take nearly twice their time.
MEASURED ?= 0
export COVERAGE_CORE := $(shell $(PYTHON) -c "import sys; print('sysmon' if sys.version_info >= (3, 12) else 'ctrace')")
COUNTED = $(if $(filter 1,$(MEASURED)),coverage run -m)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(TESTED)

.PHONY: demo test clock lint guard fuzz ledger-stress endurance bench bench-board sentences catalogs instances pictures bundle constraints clean

demo: .venv/installed
	$(BIN)/planner demo

test: .venv/installed-dev lint
	rm -f .coverage .coverage.*
	$(BIN)/python -m $(COUNTED) pytest -n 2 --dist loadfile --no-loadscope-reorder -m 'not alone'
	$(if $(COUNTED),$(BIN)/coverage combine --quiet && $(BIN)/coverage report)

# Tests that hold the program to seconds of the clock need the machine for themselves; only their files are read.
ALONE = $(shell grep -rl --include='test_*.py' pytest.mark.alone tests)

clock: .venv/installed-dev
	$(BIN)/python -m pytest -m alone $(ALONE)

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Long checks, each a command of its own.
guard: .venv/installed-dev
	$(BIN)/python -m tests.guard

fuzz: .venv/installed-dev
	$(BIN)/python -m tests.fuzz_solver --cases $(CASES)
	$(BIN)/python -m tests.fuzz_proofs --cases 20000
	$(BIN)/python -m tests.fuzz_checker --cases $(CASES)
	$(BIN)/python -m tests.fuzz_replans --cases $(CASES)
	$(BIN)/python -m tests.fuzz_workbooks --cases 5000
	$(BIN)/python -m tests.hostile_prints --texts 200
	$(BIN)/python -m tests.hostile_board --texts 200
	$(BIN)/python -m tests.sameness --runs 20
	$(BIN)/python -m tests.round_trips --cases 300
	$(BIN)/python -m tests.fuzz_appendices --cases 1000
	$(BIN)/python -m tests.fuzz_layouts --cases 3000
	$(BIN)/python -m tests.fuzz_campaigns_read --cases 1000
	$(BIN)/python -m tests.fuzz_rosters --cases 5000 --workers 2
	$(BIN)/python -m tests.fuzz_teams --cases 1000
	$(BIN)/python -m tests.fuzz_board --requests $(CASES)

ledger-stress: .venv/installed-dev
	$(BIN)/python -m tests.ledger_crowd --writers 8 --rows 500
	$(BIN)/python -m tests.ledger_kill --points 300
	$(BIN)/python -m tests.board_crowd --writers 8 --rows 500
	$(BIN)/python -m tests.board_crowd --writers 8 --rows 500 --server
	$(BIN)/python -m tests.board_kill --points 20
	$(BIN)/python -m tests.board_day_kill --points 100

endurance: .venv/installed-dev
	$(BIN)/python -m tests.simulation --days 30 --seed 1 2 3
	for variant in noon learn limit; do $(BIN)/python -m tests.simulation --days 14 --variant $$variant || exit 1; done
	$(BIN)/python -m tests.risk_judged --draws 100
	$(BIN)/python -m tests.command_kill --points 300
	$(BIN)/python -m tests.child_kill --points 300
	$(BIN)/python -m tests.command_crowd --writers 8 --rows 500
	$(BIN)/python -m tests.recomputed_reports
	$(BIN)/python -m tests.races --races 300
	$(BIN)/python -m tests.races --races 300 --server

bench: .venv/installed-dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_replans
	$(BIN)/python -m tests.bench_executor
	$(BIN)/python -m tests.bench_ordinary --cases 200 --seconds 10
	$(BIN)/python -m tests.bench_overloaded --cases 500 --seconds 4
	$(BIN)/python -m tests.punctual --runs 300
	$(BIN)/python -m tests.bench_nation --seconds 60
	$(BIN)/python -m tests.bench_instances --seconds 60

bench-board: .venv/installed-dev
	$(BIN)/python -m tests.bench_board

# Sentences of the source that a room's catalog lacks are put at its end, to be translated there; what is said no more
# and what a merge has doubled is left out.
sentences: .venv/installed-dev
	$(BIN)/python -m tests.sentences

# Vietnamese texts, from the .po files to what the program reads.
catalogs: .venv/installed-dev
	for room in planner/locale/vi/LC_MESSAGES/*.po; do \
	  $(BIN)/pybabel -q compile -d planner/locale -D $$(basename $$room .po) -l vi; done

instances: .venv/installed
	$(BIN)/python instances/make.py
	$(BIN)/python instances/make_ia_dom.py
	$(BIN)/python instances/make_levels.py
	$(BIN)/python instances/make_crews.py
	$(BIN)/python instances/make_province.py
	$(BIN)/python instances/make_benchmark.py
	$(BIN)/python instances/make_minh_tam.py
	$(BIN)/python instances/make_appendix.py

# The pictures that the documents show: pages of prints (poppler), and the board's screens (Chromium).
pictures: .venv/installed-dev
	$(BIN)/python -m tests.pictures
	$(BIN)/python -m tests.board_pictures

# One folder, build/bundle, that sets the program up on a Windows computer without a network. Asks the package index.
bundle: .venv/installed-dev
	$(BIN)/python -m tests.bundle

# The versions that the tests have just passed with, of everything that is installed.
# To try newer ones: .venv/bin/pip install -U -e ".[dev]", then the tests, then this.
constraints:
	$(BIN)/python -m pip --disable-pip-version-check freeze --all --exclude-editable --exclude pip --exclude enrolment-planner > $(TESTED).new
	mv $(TESTED).new $(TESTED)

.venv/installed: pyproject.toml $(TESTED)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(INSTALL) -e ".[dev]"
	touch $@

clean:
	rm -rf .venv build dist *.egg-info
