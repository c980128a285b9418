#!/usr/bin/env bash
# A PostgreSQL cluster of a test's own, for drills that kill it or need it durable.
#
#   cluster.sh make [durable|throwaway]   starts one; prints its folder, then a superuser's conninfo
#   cluster.sh start FOLDER               starts it again after a stop or a kill, durable
#   cluster.sh stop FOLDER                stops it in order
#   cluster.sh kill FOLDER                kill -9 of the server and of all its processes
#   cluster.sh remove FOLDER              stops it and throws it away
#
# ./dev test sweeps away what a test leaves behind.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
for part in say place cluster; do
    # shellcheck source=/dev/null
    . "$ROOT/.dev/$part.sh"
done

choose_folder() {
    CLUSTER=$1
    [[ -f $CLUSTER/data/PG_VERSION ]] || fail "There is no cluster in $CLUSTER."
    SOCKET=$(socket_place "$CLUSTER" 2>/dev/null)
}

kill_outright() {
    local server children
    server=$(head -n 1 "$CLUSTER/data/postmaster.pid")
    read -ra children <"/proc/$server/task/$server/children" || true
    kill -KILL "$server" "${children[@]}" 2>/dev/null || true
    timeout 30 tail --pid="$server" -f /dev/null
}

case ${1:-} in
    make)
        cluster_choose "test-drill-$$-${HEARD_TEST_RUN:-$PPID}" 2>/dev/null
        cluster_start "${2:-throwaway}"
        printf '%s\n' "$CLUSTER" "$(cluster_conninfo heard postgres)"
        ;;
    start | stop | kill | remove)
        choose_folder "${2:?which cluster?}"
        case $1 in
            start) cluster_start durable ;;
            stop) cluster_stop ;;
            kill) kill_outright ;;
            remove) cluster_remove ;;
        esac
        ;;
    *) fail "cluster.sh knows make, start, stop, kill and remove." ;;
esac
