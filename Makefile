# `make` alone prints its words. Python 3.11 or later, pip and make are all that is needed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SERVE ?= 1
DEMO ?= demo-shop

.DEFAULT_GOAL := words
.PHONY: words setup dev demo test test-slow test-rules reference pictures check lint format bench bench-import bench-segment bench-send bench-plan docs reference pictures deadwood migrations clean

words:
	@echo "make setup     create $(VENV) and install Passerelle in it"
	@echo "make demo      the main job: build a demo shop, run the loop once, report, serve (SERVE=0 stops after the report)"
	@echo "make test      the default suite; tests that need a browser are skipped loudly where there is none"
	@echo "make test-slow the long campaigns: kills, deadwood, documentation, the whole demo"
	@echo "make test-rules each rule put to its cases, each condition inverted, each threshold moved (RULE=AL-030 for one)"
	@echo "make check     format, ruff, mypy, import contracts, file length"
	@echo "make lint      ruff only, with repairs"
	@echo "make bench     speed, side by side with a hand-written equivalent, as ratios"
	@echo "make docs      run every code block of the documentation"
	@echo "make deadwood  delete each field of the example plans in turn; fail where nothing changes"

$(VENV)/.installed: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.developer: $(VENV)/.installed requirements-dev.txt
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.installed

dev: $(VENV)/.developer

demo:
	@date +%s > .demo-start; $(MAKE) --no-print-directory $(VENV)/.installed
	@PASSERELLE_INSTALL_SECONDS=$$(( $$(date +%s) - $$(cat .demo-start) )); rm -f .demo-start; \
	  export PASSERELLE_INSTALL_SECONDS; \
	  $(BIN)/passerelle demo $(DEMO) $(if $(filter 0,$(SERVE)),--no-serve,)

# The browser keeps an event loop of its own running: its tests have processes of their own.
test: dev
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not slow" $(ARGS)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser $(ARGS)

# Kills by the score, every field deleted, every page of the documentation run: CI runs these too.
test-slow: dev
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "slow and not browser" $(ARGS)

# A rule is as good as its cases: one of them must fail for each condition inverted, each threshold moved.
test-rules: dev
	$(BIN)/python -m pytest -q $(foreach name,cases mutation inversion pages,tests/plan/rules/test_$(name).py) $(if $(RULE),-k $(RULE)) $(ARGS)

check: dev
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_house.py

lint: dev
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

format: lint

bench: dev
	$(BIN)/python -m bench

bench-plan: dev
	$(BIN)/python bench/plan_speed.py

docs: dev
	$(BIN)/python -m pytest -q -n 2 tests/test_docs.py

# The pages of docs/reference that come from the program itself.
reference: dev
	$(BIN)/python docs/make_reference.py

# The pictures of the documentation, from a small demo shop; needs Chromium.
pictures: dev
	$(BIN)/python docs/make_pictures.py

deadwood: dev
	$(BIN)/python -m pytest -q tests/test_deadwood.py -s

# A change of the records: `make migrations NAME=what_changes` writes the next migration.
migrations: dev
	$(BIN)/python -m django makemigrations records --settings passerelle.verbs.django_settings --name $(NAME)

clean:
	rm -rf $(DEMO) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
