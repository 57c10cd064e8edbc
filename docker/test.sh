#!/usr/bin/env bash
# `make test-docker`: the server's tests on a PostgreSQL container, then the compose file for real. Without an engine it
# says that it is skipped; with LEDGER_REQUIRE_DOCKER=1 that is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Beside a development checkout there may be a script that starts an engine and makes a PostgreSQL image of its own.
local_docker=../shared/tools/local-docker/local-docker.sh
if ! engine_answers && [[ -x $local_docker ]]; then
  was_running=$(pgrep -x dockerd || true)
  if exports=$("$local_docker" start); then
    eval "$exports"
    # An engine that ran before belongs to somebody else.
    [[ -n $was_running ]] || trap '"$local_docker" stop' EXIT
  fi
fi

if ! engine_answers; then
  [[ -z ${LEDGER_TOTALS:-} ]] || echo "0 0 1" >>"$LEDGER_TOTALS"
  echo "SKIPPED: make test-docker, because no Docker engine answers" >&2
  [[ ${LEDGER_REQUIRE_DOCKER:-} != 1 ]] || exit 1
  exit 0
fi

if ! docker compose version >/dev/null 2>&1 && ! command -v docker-compose >/dev/null && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker-compose; } >&2
fi

LEDGER_TEST_DB=docker .ci/test PositionLedger.Server.Tests
docker/smoke.sh
