# Pathways. `make help` lists what there is.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ADDR ?= 127.0.0.1:8080
DATA ?= .data
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)
COMMIT ?= $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
NPM_CI = npm ci --ignore-scripts --no-audit --no-fund --silent
FRONT_SOURCES := $(shell find static -path static/dist -prune -o -type f -print) $(wildcard views/*/*.html) $(wildcard quizzes/*.yaml) $(wildcard quizzes/careers/tryouts/*.yaml)
GO_SOURCES := $(shell find cmd web models quizzes views static -name '*.go') go.mod go.sum
EMBEDDED := $(shell find views quizzes models/migrations -type f -not -name '*.go')

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: bin/pathways ## Serve a demo with two schools on http://127.0.0.1:8080
	@mkdir -p $(DATA)
	./bin/pathways demo --db sqlite:$(DATA)/demo.db --addr $(ADDR)

.PHONY: build
build: bin/pathways ## Build the program, bin/pathways

.PHONY: test
test: static/dist/manifest.json tools-for-tests bin/pathways web/browser/node_modules/.package-lock.json ## Run every test: unit, property, database, web, browser
	go test ./...
	node --test web/browser/

.PHONY: test-wide
test-wide: static/dist/manifest.json tools-for-tests bin/pathways web/browser/node_modules/.package-lock.json ## Run the browser's journeys in all four ways: both widths, with and without scripts
	EVERY_KIND=1 node --test web/browser/

.PHONY: check
check: static/dist/manifest.json ## Vet, staticcheck, gofumpt, known vulnerabilities, licences
	go vet ./...
	go tool staticcheck ./...
	@unformatted="$$(go tool gofumpt -l cmd web models quizzes views static)"; \
	  if [ -n "$$unformatted" ]; then echo "gofumpt would change:"; echo "$$unformatted"; exit 1; fi
	@.ci/vulnerabilities
	@.ci/licences

.PHONY: load
load: bin/pathways ## Let 30 and then 300 pupils take the quiz at once, and count that no answer is lost; 3 minutes
	go run ./cmd/load

.PHONY: lesson
lesson: bin/pathways ## Give lessons to 30 and to 150 pupils, and measure what the teacher sees; 8 minutes
	go run ./cmd/load lesson

.PHONY: bench
bench: bin/pathways ## Measure speed beside yardsticks; takes a few minutes
	go run ./cmd/load bench
	go test -run '^$$' -bench . -benchmem ./quizzes/... ./models/... ./web

.PHONY: paint
paint: bin/pathways tools-for-tests web/browser/node_modules/.package-lock.json ## Measure first paint and taps in Chromium on a slow network and processor
	node web/browser/paint.mjs

.PHONY: prove
prove: bin/pathways tools-for-tests web/browser/node_modules/.package-lock.json ## Open the exports in LibreOffice and a PDF reader, which it installs on Debian
	@.ci/tools prove
	node web/browser/prove.mjs

.PHONY: tools-for-tests
tools-for-tests:
	@.ci/tools

.PHONY: clean
clean: ## Remove what was built; saved data stays
	rm -rf bin node_modules web/browser/node_modules
	find static/dist -type f -not -name placeholder -delete

node_modules/.package-lock.json: package.json package-lock.json
	@.ci/needs
	$(NPM_CI)
	@touch $@

static/dist/manifest.json: node_modules/.package-lock.json $(FRONT_SOURCES)
	node static/build.mjs
	@touch $@

web/browser/node_modules/.package-lock.json: web/browser/package.json web/browser/package-lock.json
	cd web/browser && $(NPM_CI)
	@touch $@

bin/pathways: static/dist/manifest.json $(GO_SOURCES) $(EMBEDDED)
	go build -trimpath -ldflags '-s -w -funcalign=16 -X main.version=$(VERSION) -X main.commit=$(COMMIT)' -o $@ ./cmd/pathways
