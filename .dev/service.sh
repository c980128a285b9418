# The program itself, with the settings of this clone's own database. PROGRAM is its path.

PROGRAM=

# heard COMMAND...: runs the program; HEARD_* of the caller stay, but for those that only tests know.
heard() {
    (heard_become "$@")
}

# The same in place of the present (sub)shell, so that a signal reaches the program and nothing between.
heard_become() {
    exec 9>&- env -u HEARD_TEST_CLUSTER -u HEARD_NODE -u HEARD_PROGRAM -u HEARD_SOURCE -u HEARD_BUILD \
        -u HEARD_TEST_RUN -u HEARD_PROOF -u HEARD_FUZZ_SECONDS \
        HEARD_ENV=development HEARD_LISTEN=127.0.0.1 \
        HEARD_PORT="$PORT" HEARD_METRICS_PORT="$((PORT + 1))" \
        HEARD_DATABASE="$(cluster_conninfo heard_service heard)" \
        HEARD_WORKER_DATABASE="$(cluster_conninfo heard_worker heard)" \
        HEARD_OWNER_DATABASE="$(cluster_conninfo heard heard)" \
        HEARD_DEVELOPMENT_KEY="$ROOT/var/development-key.pem" \
        "$PROGRAM" "$@"
}

# heard_or_fail PURPOSE COMMAND...: a step of the set-up, its output shown only when it fails.
heard_or_fail() {
    local purpose=$1 log="$ROOT/var/log/setup.log"
    shift
    if ! quietly "$log" heard "$@"; then
        explain_full_disk "$CLUSTER" "$log"
        show_end_of "$log" 15
        fail "Heard could not $purpose (heard $1)."
    fi
}

port_is_taken() {
    (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# The API's port and the one after it, which serves health and metrics.
require_free_ports() {
    local port other=$((PORT + 10))
    for port in "$PORT" "$((PORT + 1))"; do
        port_is_taken "$port" || continue
        fail "Port $port on 127.0.0.1 is taken by another program$(port_holder "$port"). Stop that, or choose another: ./dev run --port $other"
    done
}

port_holder() {
    command -v ss >/dev/null || return 0
    ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/ (\1, process \2)/p' | head -n 1
}

service_start() {
    mkdir -p "$ROOT/var/log"
    heard_become serve >>"$ROOT/var/log/heard.log" 2>&1 &
    SERVICE=$!
}

# Ready is what the service itself says: database reachable, schema current.
service_wait_ready() {
    local tries
    for ((tries = 0; tries < 300; tries++)); do
        kill -0 "$SERVICE" 2>/dev/null || break
        if curl -fs -o /dev/null "http://127.0.0.1:$PORT/healthz/ready" 2>/dev/null; then
            return
        fi
        sleep 0.1
    done
    explain_full_disk "$ROOT/var" "$ROOT/var/log/heard.log"
    show_end_of "$ROOT/var/log/heard.log" 10
    fail "The service did not become ready; its log is $ROOT/var/log/heard.log."
}
