#!/usr/bin/env bash
# Heard beside pgbench (issue of the first half, "Speed"): what the service adds to the statements that it sends.
#
#   HEARD_TEST_CLUSTER=<conninfo of a superuser> HEARD_PROGRAM=<heard> tests/bench/run.sh [OPTIONS]
#
# ./dev bench calls it so, on a durable cluster of its own. OPTIONS:
#   --seconds N   of each measurement (5)       --rounds N   (3)
#   --small       20,000 complaints and one second each: shows that it works; docs/performance.md stays as it is
#   --ten         also measures with ten times the data
#   --keep        uses the filled database of the last run with --keep, and leaves it
#   --port N      the service's first port to try (18810)
#
# One round measures everything once, service and pgbench in turn, so that what else the machine does meets both; the
# table shows medians over the rounds. pgbench sends what the service was seen to send (record.c, statements.awk), as the
# role heard_service, each transaction with ids of its own.
set -euo pipefail

BENCH=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
ROOT=$(cd "$BENCH/../.." && pwd -P)
readonly BENCH ROOT
# shellcheck source=.dev/say.sh
. "$ROOT/.dev/say.sh"
# shellcheck source=tests/bench/service.sh
. "$BENCH/service.sh"
# shellcheck source=tests/bench/measure.sh
. "$BENCH/measure.sh"

SECONDS_EACH=5
ROUNDS=3
COMPLAINTS=200000
SMALL=
TEN=
KEEP=
PORT=18810
readonly DATABASE=heard_bench

options_read() {
    while (($#)); do
        case $1 in
            --seconds | --rounds | --port)
                [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "$1 takes a number."
                case $1 in
                    --seconds) SECONDS_EACH=$2 ;;
                    --rounds) ROUNDS=$2 ;;
                    --port) PORT=$2 ;;
                esac
                shift
                ;;
            --small)
                SMALL=yes
                SECONDS_EACH=1
                ROUNDS=1
                COMPLAINTS=20000
                ;;
            --ten) TEN=yes ;;
            --keep) KEEP=yes ;;
            *) fail "The bench has no option $1; its head lists them." ;;
        esac
        shift
    done
}

surroundings_check() {
    local tool
    [[ -n ${HEARD_TEST_CLUSTER:-} && -x ${HEARD_PROGRAM:-} ]] ||
        fail "HEARD_TEST_CLUSTER and HEARD_PROGRAM must be set: ./dev bench does it."
    for tool in wrk psql curl gcc; do
        command -v "$tool" >/dev/null || fail "The bench needs $tool."
    done
    PGBENCH=$(command -v pgbench || find /usr/lib/postgresql -path '*/bin/pgbench' | sort -V | tail -n 1)
    [[ -x $PGBENCH ]] || fail "The bench needs pgbench, which comes with PostgreSQL's server."
    (($(ulimit -Hn) >= 12000)) || fail "5,000 connections need more descriptors than this user may have: ulimit -Hn."
    ulimit -n "$(ulimit -Hn)"
}

conninfo() { # conninfo USER [DATABASE]; in a conninfo the later word wins
    echo "$CLUSTER user=$1 dbname=${2:-$DATABASE}"
}

ask() { # ask SQL [DATABASE]: as the cluster's superuser
    psql -XAtq -v ON_ERROR_STOP=1 -d "$CLUSTER dbname=${2:-$DATABASE}" -c "$1"
}

# ---- The data ------------------------------------------------------------------------------------------------

database_make() {
    local council
    if [[ -n $KEEP && -n $(ask "SELECT 1 FROM pg_database WHERE datname = '$DATABASE'" postgres) ]]; then
        heard migrate >"$WORK/migrate.log" || fail "heard migrate failed: $(tail -n 3 "$WORK/migrate.log")"
        say "Using the database of an earlier run, with $(filled) complaints."
        return
    fi
    ask "DROP DATABASE IF EXISTS $DATABASE WITH (FORCE)" postgres 2>/dev/null
    ask "CREATE DATABASE $DATABASE" postgres
    heard migrate >"$WORK/migrate.log" || fail "heard migrate failed: $(tail -n 3 "$WORK/migrate.log")"
    for council in 0 1 2 3; do
        heard council add --slug "bench-$council" --code "BN$(printf '%b' "\\x4$((council + 1))")" \
            --name "Bench $council" --policy middlesbrough --from 2020-01-01 >"$WORK/council.log" 2>&1 ||
            fail "heard council add failed: $(tail -n 3 "$WORK/council.log")"
    done
    fill 0 $((COMPLAINTS - 1))
}

filled() {
    ask "SELECT count(*) FROM complaint WHERE id < '0190b000-0000-0000-0000-000000000000'"
}

fill() { # fill FIRST LAST, 100,000 at a time so that a failure does not take all with it
    local from to began=$SECONDS
    for ((from = $1; from <= $2; from = to + 1)); do
        to=$((from + 99999 < $2 ? from + 99999 : $2))
        psql -Xq -d "$CLUSTER dbname=$DATABASE" -v first="$from" -v last="$to" -f "$BENCH/fill.sql" >/dev/null
    done
    ask "VACUUM (ANALYZE)"
    ask CHECKPOINT
    say "Filled up to $(($2 + 1)) complaints in $((SECONDS - began)) s; the database has $(ask "SELECT pg_size_pretty(pg_database_size('$DATABASE'))")."
}

# ---- One round -----------------------------------------------------------------------------------------------

readonly OPERATIONS=(get page post)
readonly CONNECTIONS=(16 64 1000)
readonly CLIENTS=(2 4 8 16)

round() { # round SIZE NUMBER: each operation at each size of both, in turn
    local operation i
    for operation in "${OPERATIONS[@]}"; do
        for i in 0 1 2 3; do
            if ((i < 3)); then
                service_measure "$1" "$2" "$operation" "${CONNECTIONS[$i]}"
            fi
            pgbench_measure "$1" "$2" "$operation" "${CLIENTS[$i]}"
        done
    done
}

measure_size() { # measure_size NAME: all rounds on the data that are there
    local number
    COUNT_NOW=$(filled)
    service_start
    service_look
    for ((number = 1; number <= ROUNDS; number++)); do
        say "$COUNT_NOW complaints, round $number of $ROUNDS ..."
        round "$1" "$number"
    done
    [[ $1 != base ]] || idle_measure
    service_answers_check
    service_stop
}

# ---- The end -------------------------------------------------------------------------------------------------

facts() {
    printf 'cores\t%s\n' "$(nproc)"
    printf 'server\t%s\n' "$(ask 'SHOW server_version')"
    printf 'commit\t%s\n' "$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)"
    printf 'day\t%s\n' "$(date -u +%F)"
    printf 'seconds\t%s\n' "$SECONDS_EACH"
    printf 'rounds\t%s\n' "$ROUNDS"
    printf 'load\t%s\n' "$LOAD_BEFORE"
    printf 'complaints\t%s\n' "$COMPLAINTS"
}

# The part between the markers is the bench's; the rest of the page is written by people.
page_write() {
    local page="$ROOT/docs/performance.md"
    awk -v part="$WORK/report.md" '
        /^<!-- bench:begin/ { print; while ((getline line <part) > 0) print line; inside = 1 }
        /^<!-- bench:end/ { inside = 0 }
        !inside { if ($0 !~ /^<!-- bench:begin/) print }' "$page" >"$WORK/page.md"
    cat "$WORK/page.md" >"$page"
    say "Written to docs/performance.md."
}

finish() {
    local status=$?
    trap '' INT TERM HUP
    service_stop || true
    [[ -n $KEEP || -z ${CLUSTER:-} ]] || ask "DROP DATABASE IF EXISTS $DATABASE WITH (FORCE)" postgres || true
    rm -rf "$WORK"
    exit "$status"
}

main() {
    options_read "$@"
    surroundings_check
    readonly CLUSTER=$HEARD_TEST_CLUSTER PROGRAM=$HEARD_PROGRAM
    local name
    for name in "${!HEARD_@}"; do unset "$name"; done # the service refuses words that it does not know
    WORK=$(mktemp -d)
    trap finish EXIT
    trap 'exit 130' INT TERM HUP
    LOAD_BEFORE=$(cut -d' ' -f1 /proc/loadavg)
    FIGURES=$WORK/figures.tsv
    : >"$FIGURES"
    postmaster_find
    database_make
    statements_record
    RUN=$(runs_before)
    measure_size base
    if [[ -n $TEN ]]; then
        fill "$COMPLAINTS" $((10 * COMPLAINTS - 1))
        measure_size ten
    fi
    facts >"$WORK/facts.tsv"
    awk -f "$BENCH/report.awk" "$WORK/facts.tsv" "$FIGURES" >"$WORK/report.md"
    cat "$WORK/report.md"
    [[ -n $SMALL ]] || page_write
}

main "$@"
