#!/usr/bin/env bash
# Starts docker/compose.yaml for real, records a statement through it and asks for the stance, before and after a restart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export COMPOSE_PROJECT_NAME=positionledger-smoke-$$
export PL_DB_PASSWORD=smoke-$RANDOM$RANDOM LEDGER_ADMIN_KEY=plk_smoke-key-$RANDOM$RANDOM
export PL_PORT=${PL_PORT:-$((20000 + RANDOM % 12000))} PL_SERVER_IMAGE=positionledger:smoke
api=http://127.0.0.1:$PL_PORT/api/v1

finish() {
  local status=$?
  [[ $status -eq 0 ]] || docker/compose.sh logs --tail 60 2>&1 || true
  docker/compose.sh down --volumes --timeout 20 >/dev/null 2>&1 || true
  exit "$status"
}
trap finish EXIT

choose_images() { # the official ones where they are or can be had, else this machine's own runtime and its own build
  local runtime=${PL_RUNTIME_IMAGE:-mcr.microsoft.com/dotnet/aspnet:10.0} sdk=${PL_SDK_IMAGE:-mcr.microsoft.com/dotnet/sdk:10.0}
  for image in "$runtime" "$sdk"; do
    docker image inspect "$image" >/dev/null 2>&1 || timeout 300 docker pull --quiet "$image" >/dev/null 2>&1 || {
      echo "$image cannot be had: the server's image is made from artifacts/ and this machine's runtime"
      export PL_BUILD_TARGET=prebuilt PL_RUNTIME_IMAGE=positionledger-runtime:local
      make --no-print-directory release
      docker/local-runtime.sh "$PL_RUNTIME_IMAGE"
      return
    }
  done
}

wait_until_ready() {
  for _ in $(seq 120); do
    curl --silent --fail --max-time 5 "http://127.0.0.1:$PL_PORT/health/ready" >/dev/null && return
    sleep 0.5
  done
  echo "the server in the container was not ready after a minute" >&2
  return 1
}

ask() { curl --silent --show-error --fail-with-body --max-time 30 --header "Authorization: Bearer $LEDGER_ADMIN_KEY" "$@"; }

record() { ask --header 'Content-Type: application/json' --data "$2" "$api/$1" >/dev/null || { echo " … from POST /$1" >&2; return 1; }; }

expect() { # what a description says, of what an answer holds
  [[ $2 == *"$3"* ]] || { echo "FAILED: $1: expected $3 in $2" >&2; return 1; }
  echo "ok: $1"
}

choose_images
docker/compose.sh up --detach --build
wait_until_ready

record parties '{"id":"ukraine","name":"Ukraine","kind":"state"}'
record issues '{"id":"cede-territory","negotiation":"ukraine-2025","title":"Ceding territory","proposition":"Ukraine cedes territory as part of a settlement"}'
record sources '{"id":"rt","name":"RT"}'
statement='{"key":"smoke-1","issue":"cede-territory","kind":"rejection","stance":"rejects","firmness":"redLine","saidOn":"2025-08-09",
  "speaker":{"name":"Office of the President","authority":"office"},"attribution":"officeOnRecord",
  "quote":{"text":"Ukrainians will not give their land to the occupiers","language":"en","rendering":"verbatimTranslated"},
  "report":{"source":"rt","publishedOn":"2025-08-09"}}'
record parties/ukraine/statements "$statement"

question="$api/parties/ukraine/stances/cede-territory"
expect "a recorded statement governs the stance on its day" "$(ask "$question?on=2025-08-09")" '"stance":"rejects"'
expect "nothing was said before it" "$(ask "$question?on=2025-08-01")" '"stance":"undeclared"'
expect "a write without a key is 401" \
  "$(curl --silent --output /dev/null --write-out '%{http_code}' --header 'Content-Type: application/json' --data "$statement" "$api/parties/ukraine/statements")" 401
expect "the server is no root" "$(docker inspect --format '{{.Config.User}}' "$(docker/compose.sh ps --quiet server)")" 1654

expect "it is sealed" "$(ask "$api/audit/checkpoint")" $'\n4\n'
sealer_key=$(ask "$api/audit/key")

docker/compose.sh down --timeout 20
docker/compose.sh up --detach
wait_until_ready
expect "a new start keeps everything" "$(ask "$question?on=2025-08-09")" '"stance":"rejects"'
record parties '{"id":"russia","name":"Russia","kind":"state"}'
sleep 1
expect "and goes on sealing, by the same key" "$(ask "$api/audit/checkpoint")$(ask "$api/audit/key")" $'\n5\n'
expect "which it has kept" "$(ask "$api/audit/key")" "$sealer_key"
[[ -z ${LEDGER_TOTALS:-} ]] || echo "8 0 0" >>"$LEDGER_TOTALS"
