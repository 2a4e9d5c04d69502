# Everything that a person or a CI machine runs; `make` alone says what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# One set of flags for every build: scrypt needs -O2 in debug too, and an import that Package.swift does not declare is an error.
FLAGS := -Xcc -O2 --explicit-target-dependency-import-check error
PYTHON ?= /usr/bin/python3
BIND ?= 127.0.0.1:8080
ROUNDS ?= 50
STEPS ?= 100000

LIBRARIES := libcurl4-openssl-dev libsqlite3-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
DRAWING := graphviz
TESTING := chromium python3-venv
# Any node will do, also one that is no Debian package.
TESTING += $(if $(shell command -v node),,nodejs)
BENCHING := nginx-light wrk curl gcc libc6-dev python3
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# Installs those Debian packages of $(1) that are missing, and says which.
define install
@command -v dpkg-query >/dev/null || { echo "Not a Debian system; this needs: $(1)"; exit 0; }; \
missing=$$(for package in $(1); do \
	dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || printf '%s ' $$package; done); \
if [ -n "$$missing" ]; then \
	echo "Installing Debian packages: $$missing"; \
	$(SUDO) apt-get update -qq && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
fi
endef

# Builds and runs the tests of what shares memory with C and other threads under the sanitizer $(1), with $(2) in the environment. XCTest, which
# runs none of them, leaks a little of its own; what Foundation leaks stands in a file.
define sanitize
swift build --build-tests --sanitize $(1) --scratch-path .build-$(1) $(FLAGS) && \
	$(2) swift test --skip-build --disable-xctest --no-parallel --sanitize $(1) --scratch-path .build-$(1) $(FLAGS) --filter '^(CourierTests|StorageTests)\.'
endef

.PHONY: help demo test test-sanitize check bench soak clean libraries testing debug release

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: release ## build, then run an invented press office on BIND (127.0.0.1:8080)
	@exec .build/release/imprimatur demo --bind $(BIND)

test: testing ## build, then run every test; the last line is the sum
	@.venv/bin/python Tests/all.py $(FLAGS)

test-sanitize: libraries ## the tests of Courier and Storage under ThreadSanitizer and AddressSanitizer; each is a build of its own
	@mkdir -p .build-thread && clang -shared -fPIC -O1 -Wall Tests/Sanitizers/mutex.c -o .build-thread/mutex.so
	@$(call sanitize,thread,LD_PRELOAD='$(CURDIR)/.build-thread/mutex.so')
	@$(call sanitize,address,LSAN_OPTIONS='suppressions="$(CURDIR)/Tests/Sanitizers/leaks.txt":print_suppressions=0')

check: debug ## the house rules, and the proof of the shipped workflows
	@.ci/check
	@.build/debug/imprimatur workflow check Workflows/*.yaml

bench: release ## figures of this machine: pages against nginx, deliveries against curl, latency, start, memory
	$(call install,$(BENCHING))
	@$(PYTHON) bench/bench.py

soak: testing debug ## the long ways: ROUNDS (50) kills while releases go out, and a random walk of STEPS (100000)
	@cd Tests && ROUNDS=$(ROUNDS) ../.venv/bin/python -m pytest Journey -k kill -s
	@STEPS=$(STEPS) swift test --skip-build --no-parallel $(FLAGS) --filter WalkTests

clean: ## remove what was built, and the tests' virtual environment
	rm -rf .build .build-thread .build-address .venv

libraries:
	$(call install,$(LIBRARIES) $(DRAWING))

testing: libraries
	$(call install,$(TESTING))
	@$(MAKE) --no-print-directory .venv/ready

.venv/ready: Tests/requirements.txt
	@echo "Installing into .venv: $$(grep -oE '^[a-z0-9-]+' $< | tr '\n' ' ')"
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

debug: libraries
	@swift build --build-tests $(FLAGS)

release: libraries
	@swift build -c release --product imprimatur $(FLAGS)
