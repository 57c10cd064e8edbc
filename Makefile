# PositionLedger: `make run` and `make test` do all of their own set-up.
SHELL := /usr/bin/env bash
.DEFAULT_GOAL := help
.PHONY: help run test test-long test-docker mutation up down bench bench-10m openapi format clean release build dotnet cli tool verify

# Compiled for this machine beforehand as far as that goes, so that it starts faster (docs/reference/performance.md).
PUBLISH := dotnet publish --configuration Release -p:PublishReadyToRun=true --use-current-runtime --self-contained false --nologo --verbosity quiet
SERVER := src/PositionLedger.Server
GENERATED := $(SERVER)/Internal/Generated
RELEASE := artifacts/server
LEDGER := artifacts/ledger
TOOL := artifacts/tool
# Folders count as well: their time changes when a file goes away.
SOURCES := $(shell find src -name bin -prune -o -name obj -prune -o -path '$(GENERATED)' -prune -o -print) \
  $(shell find samples -type f 2>/dev/null) $(wildcard Directory.*.props global.json)

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

run: dotnet ## a ledger on http://127.0.0.1:5080 with its own database; Ctrl-C stops both
	@.ci/ensure-database run
	@$(MAKE) --no-print-directory --silent $(RELEASE)/PositionLedger.Server.dll
	@export LEDGER_SAMPLE="$${LEDGER_SAMPLE-alaska-2025}" ASPNETCORE_URLS="$${ASPNETCORE_URLS:-http://127.0.0.1:5080}"; \
	  export ASPNETCORE_CONTENTROOT="$(CURDIR)/$(RELEASE)"; exec dotnet $(RELEASE)/PositionLedger.Server.dll

test: build ## all tests, on a private PostgreSQL; under 15 minutes on two cores
	@.ci/ensure-database test
	@.ci/test

test-long: build ## all tests, with 100,000 random cases for each law instead of 1,000
	@.ci/ensure-database test
	@PL_CASES=100000 .ci/test

test-docker: build ## the server's tests and the compose file on real containers
	@docker/test.sh

mutation: dotnet ## how many wrong versions of the stance rule the tests catch; takes twenty minutes, FILES="Stances/Acts.cs …" for some
	dotnet tool restore
	@cd tests/PositionLedger.Domain.Tests && PL_CASES=200 PL_MUTATION=true dotnet stryker $(foreach file,$(FILES),--mutate '$(file)')

up: ## server and database in containers, on http://127.0.0.1:8080
	@docker/compose.sh up --detach --build

down: ## stops the containers; their data stay
	@docker/compose.sh down

bench: release cli ## the benchmarks
	dotnet run --project tests/PositionLedger.Benchmarks --configuration Release -- $(ARGS)

bench-10m: release cli ## the benchmark of ten million statements; takes more than an hour and 40 GB
	dotnet run --project tests/PositionLedger.Benchmarks --configuration Release -- TenTimes

release: dotnet $(RELEASE)/PositionLedger.Server.dll ## the server as it is shipped, in artifacts/server

cli: dotnet $(LEDGER)/ledger ## the command line `ledger`, in artifacts/ledger

tool: dotnet ## the command line as a .NET tool, in artifacts/tool; checks that it can be installed from there, and runs
	@.ci/pack-tool $(TOOL)

verify: cli ## recomputes the ledger at LEDGER_URL, trusting nothing that it answers; ARGS="--since FILE" for more
	@$(LEDGER)/ledger verify $(ARGS)

openapi: dotnet ## docs/reference/openapi.json as the server serves it now
	@.ci/ensure-database test
	dotnet build tests/PositionLedger.Server.Tests --nologo --verbosity quiet
	@LEDGER_UPDATE_DOCS=1 .ci/test PositionLedger.Server.Tests -- -class '*TheOpenApiDocument'

format: dotnet ## the code in the house's style
	dotnet format PositionLedger.sln

clean: ## removes what was built; data stay
	rm -rf artifacts TestResults $(GENERATED)
	find src tests -name bin -prune -exec rm -rf {} + -o -name obj -prune -exec rm -rf {} +

build: dotnet
	dotnet build PositionLedger.sln --nologo --verbosity quiet

dotnet:
	@command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }

# Release runs on Wolverine's code written beforehand: it starts faster, in half the memory, without Roslyn.
$(RELEASE)/PositionLedger.Server.dll: $(SOURCES)
	@echo "Building the server (about a minute the first time) …"
	@rm -rf $(GENERATED) $(RELEASE) && mkdir -p artifacts
	@{ dotnet build $(SERVER) --nologo --verbosity quiet \
	  && (cd $(SERVER) && dotnet bin/Debug/net10.0/PositionLedger.Server.dll codegen write) \
	  && $(PUBLISH) $(SERVER) --output $(RELEASE); \
	} >artifacts/build.log 2>&1 || { cat artifacts/build.log >&2; exit 1; }
	@touch $@

$(LEDGER)/ledger: $(shell find src/PositionLedger.Cli src/PositionLedger.Domain -name bin -prune -o -name obj -prune -o -print) $(wildcard Directory.*.props global.json)
	@rm -rf $(LEDGER) && mkdir -p artifacts
	@$(PUBLISH) src/PositionLedger.Cli --output $(LEDGER) >artifacts/ledger.log 2>&1 \
	  || { cat artifacts/ledger.log >&2; exit 1; }
	@touch $@
