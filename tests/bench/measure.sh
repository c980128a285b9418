# The two load generators, and what the processes behind them cost. Each measurement adds a line to FIGURES:
#   service  SIZE ROUND OPERATION CONNECTIONS REQUESTS SECONDS p50_us p99_us service_us postgres_us peak_kib bytes
#   pgbench  SIZE ROUND OPERATION CLIENTS TRANSACTIONS SECONDS postgres_us
#   idle     CONNECTIONS kib
# SIZE is base or ten (run.sh).

RUN=0 # of pgbench: each makes ids of its own; a database that was kept has the ids of earlier ones
TICK_US=$((1000000 / $(getconf CLK_TCK)))

# All of PostgreSQL's processes hang below this one.
postmaster_find() {
    local checkpointer
    checkpointer=$(ask "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'" postgres)
    POSTMASTER=$(awk '$1 == "PPid:" { print $2 }' "/proc/$checkpointer/status") ||
        fail "The cluster's processes must be on this machine: their CPU time is measured."
}

# stat_ticks PIDS...: user and system time of processes; the fields behind the name, which may hold blanks.
stat_ticks() {
    local pid
    for pid in "$@"; do
        sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null || true
    done | awk '{ ticks += $12 + $13 } END { print ticks + 0 }'
}

# Living backends, and those that have ended since the postmaster began.
postgres_ticks() {
    local children=() living ended
    read -ra children <"/proc/$POSTMASTER/task/$POSTMASTER/children" || true
    living=$(stat_ticks "$POSTMASTER" "${children[@]}")
    ended=$(sed 's/.*) //' "/proc/$POSTMASTER/stat" | awk '{ print $14 + $15 }')
    echo $((living + ended))
}

# Writes fill the WAL: each measurement of them begins behind a checkpoint.
settle() { # settle OPERATION
    [[ $1 != post ]] || ask CHECKPOINT
}

peak_reset() {
    echo 5 >"/proc/$SERVICE/clear_refs"
}

memory_kib() { # memory_kib VmHWM|VmRSS
    awk -v name="$1:" '$1 == name { print $2 }' "/proc/$SERVICE/status"
}

wrk_run() { # wrk_run OPERATION CONNECTIONS SECONDS: sets FIGURE to load.lua's last line
    local output
    output=$(wrk -t2 -c"$2" -d"$3s" --timeout 10s -s "$BENCH/load.lua" "http://127.0.0.1:$PORT" -- \
        "$1" "$TOKEN" "$COUNT_NOW" "$FIRST_DAY" "$DAYS" "$4" 2>&1) || fail "wrk failed: $output"
    read -ra FIGURE < <(sed -n 's/^figures //p' <<<"$output") || fail "wrk said: $output"
}

service_measure() { # service_measure ROUND OPERATION CONNECTIONS: of the size in use
    local service postgres
    settle "$2"
    : >"$WORK/requests.log"
    peak_reset
    service=$(stat_ticks "$SERVICE")
    postgres=$(postgres_ticks)
    wrk_run "$2" "$3" "$SECONDS_EACH" "$BENCH/complaint.json"
    service=$(($(stat_ticks "$SERVICE") - service))
    postgres=$(($(postgres_ticks) - postgres))
    ((FIGURE[4] == 0 && FIGURE[5] * 1000 <= FIGURE[0] && FIGURE[0] > 0)) ||
        fail "$2 at $3 connections: of ${FIGURE[0]} requests ${FIGURE[4]} broke and ${FIGURE[5]} were refused."
    printf 'service\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$SIZE" "$1" "$2" "$3" "${FIGURE[0]}" \
        "$(awk -v us="${FIGURE[1]}" 'BEGIN { print us / 1e6 }')" "${FIGURE[2]}" "${FIGURE[3]}" \
        $((service * TICK_US / FIGURE[0])) $((postgres * TICK_US / FIGURE[0])) "$(memory_kib VmHWM)" "${FIGURE[6]}" \
        >>"$FIGURES"
}

runs_before() {
    ask "SELECT coalesce(max(right(id::text, 12)::bigint / 1000000000 - 99), 0) FROM complaint
         WHERE id BETWEEN '0190b000-0000-0000-0000-000000000000' AND '0190bfff-0000-0000-0000-000000000000'"
}

pgbench_run() { # pgbench_run OPERATION CLIENTS: its output
    local values=() line
    while IFS= read -r line; do
        values+=(-D "$(printf '%b' "$line")")
    done <"$WORK/$1.values"
    "$PGBENCH" -n -M prepared -c "$2" -j 2 -T "$SECONDS_EACH" -f "$WORK/$1.sql" "${values[@]}" -D seq=0 \
        -D run="$RUN" -D "complaints=$COUNT_NOW" -D "reference=$(reference_letters "$RUN")-26-" \
        "$(conninfo heard_service)" 2>&1
}

# PAA, PAB ...: begins references that no other run and no council has.
reference_letters() {
    printf '%b' "P\\x$(printf '%x' $((65 + $1 / 26 % 26)))\\x$(printf '%x' $((65 + $1 % 26)))"
}

pgbench_measure() { # pgbench_measure ROUND OPERATION CLIENTS
    local postgres output transactions rate
    RUN=$((RUN + 1))
    settle "$2"
    postgres=$(postgres_ticks)
    output=$(pgbench_run "$2" "$3") || fail "pgbench failed: $output"
    postgres=$(($(postgres_ticks) - postgres))
    transactions=$(sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p' <<<"$output")
    rate=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' <<<"$output")
    if [[ -z $rate ]] || grep -qiE 'error|aborted|failed transactions: [1-9]' <<<"$output"; then
        fail "pgbench said: $output"
    fi
    printf 'pgbench\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$SIZE" "$1" "$2" "$3" "$transactions" \
        "$(awk -v n="$transactions" -v tps="$rate" 'BEGIN { print n / tps }')" \
        $((postgres * TICK_US / transactions)) >>"$FIGURES"
}

# 5,000 connections that have asked once and now are silent.
idle_measure() {
    local load
    wrk -t2 -c5000 -d12s --timeout 30s -s "$BENCH/load.lua" "http://127.0.0.1:$PORT" -- \
        idle "$TOKEN" "$COUNT_NOW" "$FIRST_DAY" "$DAYS" 2500 >"$WORK/idle.log" 2>&1 &
    load=$!
    sleep 9
    printf 'idle\t%s\t%s\n' "$(connections_open)" "$(memory_kib VmRSS)" >>"$FIGURES"
    wait "$load" || fail "wrk failed: $(tail -n 5 "$WORK/idle.log")"
}

connections_open() {
    local hex
    hex=$(printf ':%04X' "$PORT")
    awk -v port="$hex" '$4 == "01" && $2 ~ port "$"' /proc/net/tcp | wc -l
}
