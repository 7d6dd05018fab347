# Một Cửa. `make run` starts a demo centre, `make test` proves it, `make check` keeps the house in order.
.DEFAULT_GOAL := help
.PHONY: help run test faults check bench fuzz lock i18n screenshots

APT_FOR_TESTS := baresip-core chromium espeak-ng kamailio kamailio-tls-modules sip-tester
BIN := .venv/bin
export BENCHES

help:  ## What can be made
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1	\2/p' Makefile

run: export MOTCUA_DEMO ?= 1
run:  ## A running demo centre at http://localhost:8000 (stop: Ctrl-C)
	@sh scripts/venv.sh base
	@exec $(BIN)/motcua run

test:  ## Every test, on a throwaway database
	@sh scripts/apt.sh $(APT_FOR_TESTS)
	@sh scripts/venv.sh dev
	@$(BIN)/motcua i18n compile
	@exec $(BIN)/pytest -n 2 --dist loadscope $(TESTS)

faults: export ROUNDS ?= 50
faults:  ## Kill -9 in rounds under sixteen writers, nothing lost (half an hour; ROUNDS=3 for a look)
	@sh scripts/venv.sh dev
	@exec $(BIN)/pytest -n 0 -s tests/faults

check:  ## Style, types, import contracts, migrations, translations, requirements
	@sh scripts/venv.sh dev
	@exec $(BIN)/python scripts/check.py

bench:  ## The promised figures, measured (BENCHES="start search" for some)
	@sh scripts/venv.sh base
	@failed=0; for name in $${BENCHES:-$$($(BIN)/motcua bench)}; do \
		echo "== $$name" >&2; $(BIN)/motcua bench $$name --json || failed=1; \
	done; exit $$failed

fuzz: export SECONDS_EACH ?= 60
fuzz:  ## Guided fuzzing of every reader of a stranger's bytes, a minute each (TARGETS="message session", SECONDS_EACH=600)
	@sh scripts/venv.sh dev
	@sh scripts/venv.sh fuzz
	@exec $(BIN)/python scripts/fuzz.py $(TARGETS)

lock:  ## Pin the requirements again, with hashes
	@sh scripts/venv.sh dev
	@for name in base dev fuzz recognition; do \
		$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --no-emit-index-url --no-header \
			--output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done

i18n:  ## Collect the sentences for translation
	@sh scripts/venv.sh dev
	@$(BIN)/motcua i18n extract

screenshots:  ## Take the README's pictures again, into docs/images, and one of every page, into var/screenshots
	@sh scripts/apt.sh $(APT_FOR_TESTS)
	@sh scripts/venv.sh dev
	@PICTURES=docs/images exec $(BIN)/pytest -q tests/journeys/test_pictures.py
	@LOOKS=1 exec $(BIN)/pytest -q tests/journeys/test_every_page_for_everyone.py
