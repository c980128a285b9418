#!/usr/bin/env bash
# Heard beside pgbench (issue of the first half, "Speed"): what the service adds to the statements that it sends.
#
#   HEARD_TEST_CLUSTER=<conninfo of a superuser> HEARD_PROGRAM=<heard> tests/bench/run.sh [OPTIONS]
#
# ./dev bench calls it so, on a durable cluster of its own. OPTIONS:
#   --seconds N   of each measurement (5)       --rounds N   (3)
#   --small       20,000 complaints and one second each: shows that it works; docs/performance.md stays as it is
#   --ten         also fills a second database with ten times the data, and measures the service on both in turn
#   --keep        leaves the filled databases, and uses those that an earlier run has left
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

# What belongs to one size of data. The variables are those of the size in use: see size_use.
SIZE=base
DATABASE=
SERVICE=
TOKEN=
COUNT_NOW=
declare -A KEPT

size_use() { # size_use base|ten
    local name
    for name in DATABASE SERVICE TOKEN COUNT_NOW PORT; do
        KEPT[$SIZE,$name]=${!name}
        printf -v "$name" '%s' "${KEPT[$1,$name]:-}"
    done
    SIZE=$1
    [[ $SIZE == base ]] && DATABASE=heard_bench || DATABASE=heard_bench_ten
    PORT=${PORT:-$((KEPT[base,PORT] + 2))}
}

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

database_make() { # database_make COMPLAINTS
    local council
    if [[ -n $KEEP && -n $(ask "SELECT 1 FROM pg_database WHERE datname = '$DATABASE'" postgres) ]]; then
        heard migrate >"$WORK/migrate.log" || fail "heard migrate failed: $(tail -n 3 "$WORK/migrate.log")"
        say "Using the database of an earlier run, with $(filled) complaints."
        return
    fi
    database_drop
    ask "CREATE DATABASE $DATABASE" postgres
    heard migrate >"$WORK/migrate.log" || fail "heard migrate failed: $(tail -n 3 "$WORK/migrate.log")"
    for council in 0 1 2 3; do
        heard council add --slug "bench-$council" --code "BN$(printf '%b' "\\x4$((council + 1))")" \
            --name "Bench $council" --policy middlesbrough --from 2020-01-01 >"$WORK/council.log" 2>&1 ||
            fail "heard council add failed: $(tail -n 3 "$WORK/council.log")"
    done
    fill "$1"
}

database_drop() {
    ask "DROP DATABASE IF EXISTS $DATABASE WITH (FORCE)" postgres 2>/dev/null
}

filled() {
    ask "SELECT count(*) FROM complaint WHERE id < '0190b000-0000-0000-0000-000000000000'"
}

fill() { # fill COUNT, 100,000 at a time so that a failure does not take all with it
    local from to began=$SECONDS
    for ((from = 0; from < $1; from = to + 1)); do
        to=$((from + 99999 < $1 ? from + 99999 : $1 - 1))
        psql -Xq -d "$CLUSTER dbname=$DATABASE" -v first="$from" -v last="$to" -f "$BENCH/fill.sql" >/dev/null
    done
    ask "VACUUM (ANALYZE)"
    ask CHECKPOINT
    say "Filled $1 complaints in $((SECONDS - began)) s: $(ask "SELECT pg_size_pretty(pg_database_size('$DATABASE'))")."
}

# ---- One round -----------------------------------------------------------------------------------------------

readonly OPERATIONS=(get page post)
readonly CONNECTIONS=(16 64 1000)
readonly CLIENTS=(2 4 8 16)

round() { # round NUMBER: each operation at each size of both, in turn
    local operation i
    for operation in "${OPERATIONS[@]}"; do
        for i in 0 1 2 3; do
            if ((i < 3)); then
                service_measure "$1" "$operation" "${CONNECTIONS[$i]}"
            fi
            [[ -z $TEN || $i != 1 ]] || ten_measure "$1" "$operation"
            pgbench_measure "$1" "$operation" "${CLIENTS[$i]}"
        done
    done
}

# The same on ten times the data, at the middle one of the CONNECTIONS.
ten_measure() { # ten_measure ROUND OPERATION
    size_use ten
    service_measure "$1" "$2" "${CONNECTIONS[1]}"
    size_use base
}

size_start() { # size_start base|ten
    size_use "$1"
    COUNT_NOW=$(filled)
    service_start
    service_look
}

size_end() { # size_end base|ten
    size_use "$1"
    service_answers_check
    service_stop
}

measure() {
    local number
    [[ -z $TEN ]] || size_start ten
    size_start base
    for ((number = 1; number <= ROUNDS; number++)); do
        say "Round $number of $ROUNDS ..."
        round "$number"
    done
    idle_measure
    size_end base
    [[ -z $TEN ]] || size_end ten
    size_use base
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
    local status=$? size
    trap '' INT TERM HUP
    for size in base ten; do
        size_use "$size"
        service_stop || true
        [[ -n $KEEP ]] || database_drop || true
    done
    rm -rf "$WORK"
    exit "$status"
}

main() {
    local name
    options_read "$@"
    surroundings_check
    readonly CLUSTER=$HEARD_TEST_CLUSTER PROGRAM=$HEARD_PROGRAM
    for name in "${!HEARD_@}"; do unset "$name"; done # the service refuses words that it does not know
    WORK=$(mktemp -d)
    FIGURES=$WORK/figures.tsv
    LOAD_BEFORE=$(cut -d' ' -f1 /proc/loadavg)
    trap finish EXIT
    trap 'exit 130' INT TERM HUP
    postmaster_find
    if [[ -n $TEN ]]; then
        size_use ten
        database_make $((10 * COMPLAINTS))
    fi
    size_use base
    database_make "$COMPLAINTS"
    statements_record
    RUN=$(runs_before)
    measure
    facts >"$WORK/facts.tsv"
    awk -f "$BENCH/report.awk" "$WORK/facts.tsv" "$FIGURES" >"$WORK/report.md"
    cat "$WORK/report.md"
    [[ -n $SMALL ]] || page_write
}

main "$@"
