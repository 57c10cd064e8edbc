#!/usr/bin/env bash
# docker compose on our file, by whichever of its two programs is there. Makes the database's password once, in docker/.env.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Else it would be called after the folder, "docker".
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-positionledger}

if [[ -z ${PL_DB_PASSWORD:-} && ! -e $here/.env ]]; then
  (umask 077 && printf 'PL_DB_PASSWORD=%s\n' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >"$here/.env")
fi

if docker compose version >/dev/null 2>&1; then
  exec docker compose --file "$here/compose.yaml" "$@"
elif command -v docker-compose >/dev/null; then
  exec docker-compose --file "$here/compose.yaml" "$@"
fi
echo "Docker Compose is missing: install the docker-compose-plugin, or docker-compose." >&2
exit 1
