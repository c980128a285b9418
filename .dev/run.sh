# ./dev run, and what belongs to a running Heard: token, psql, stop, reset.

SERVICE= # its process

dev_run() {
    require_no_arguments run "$@"
    run_lock
    run_stop_leftovers
    require_free_ports
    packages_want run
    docs_page_fetch
    run_build
    trap run_end EXIT
    trap 'exit 0' INT TERM HUP
    cluster_choose cluster
    cluster_start durable
    run_set_up
    service_start
    service_wait_ready
    echo "$$ $PORT $SERVICE" >"$ROOT/var/run.state"
    run_announce
    run_wait
}

run_build() {
    local folder
    folder=$(build_folder release)
    build_program "$folder" release
    PROGRAM=$folder/heard
}

# One ./dev run per clone; the lock goes with the process, however it ends.
run_lock() {
    mkdir -p "$ROOT/var" 2>/dev/null || fail "Nothing can be written to $ROOT/var: whose folder is it?"
    exec 9>>"$ROOT/var/run.lock"
    flock -n 9 && return
    local runner port service
    run_state ||
        fail "Another ./dev is setting up Heard in this folder. Wait for it, or stop it."
    fail "Heard runs from this folder already (process $runner), at http://127.0.0.1:$port. ./dev stop ends it."
}

# Sets the caller's runner, port and service from what a running ./dev run has noted.
run_state() {
    { read -r runner port service <"$ROOT/var/run.state"; } 2>/dev/null
}

# A ./dev run that was killed outright leaves its service behind (and its database, which is used again).
run_stop_leftovers() {
    local runner port service
    run_state || return 0
    if [[ $(readlink "/proc/$service/exe" 2>/dev/null) == "$ROOT"/build/*/heard* ]]; then
        say "Stopping the service (process $service) that an earlier ./dev run left behind."
        kill -TERM "$service"
        timeout 30 tail --pid="$service" -f /dev/null || kill -KILL "$service"
    fi
    rm -f "$ROOT/var/run.state"
}

# The schema, then two councils with sample complaints; all of it is there already the second time.
run_set_up() {
    cluster_database heard
    heard_or_fail "bring the database to its schema" migrate
    heard_or_fail "make the sandbox councils" seed
}

run_announce() {
    local base="http://127.0.0.1:$PORT" token docs
    token=$(heard token --council middlesbrough --as complaints_manager --expires 12h)
    docs="$base/docs"
    curl -fs -o /dev/null "$docs" || docs="left out, see above; the contract is at $base/v1/openapi.yaml"
    cat <<TEXT

Heard is ready.
  API       $base/v1
  Docs      $docs
  Health    http://127.0.0.1:$((PORT + 1))/healthz/ready and /metrics
  Councils  middlesbrough, sunderland (sandboxes; their complaints are invented)
  Log       ${ROOT}/var/log/heard.log

Try:
curl -s '$base/v1/complaints?limit=2' -H 'Authorization: Bearer $token'

More tokens: ./dev token --council sunderland --as complaints_manager
Ctrl-C stops the service and its database; the data stay.
TEXT
}

run_wait() {
    local status=0
    wait "$SERVICE" || status=$?
    SERVICE=
    ((status != 0)) || exit 0 # somebody asked the service itself to stop
    show_end_of "$ROOT/var/log/heard.log" 10
    explain_full_disk "$ROOT/var"
    fail "The service ended by itself (status $status); its log is $ROOT/var/log/heard.log."
}

# Service first, so that what it is doing can be committed; then the database.
run_end() {
    local status=$?
    trap '' INT TERM HUP
    if [[ -n $SERVICE ]]; then
        kill -TERM "$SERVICE" 2>/dev/null || true
        wait "$SERVICE" 2>/dev/null || true
    fi
    [[ -z $CLUSTER ]] || cluster_stop
    rm -f "$ROOT/var/run.state"
    ((status != 0)) || say "Heard has stopped; its data are in ${CLUSTER:-var}."
    exit "$status"
}

dev_token() {
    run_program_there
    cluster_choose cluster
    heard token "${REST[@]}"
}

# The program as it was built last; built now when it never was.
run_program_there() {
    PROGRAM=$(build_folder release)/heard
    [[ -x $PROGRAM ]] || { packages_want run && run_build; } >&2
}

dev_psql() {
    local started='' status=0
    packages_want run
    cluster_choose cluster
    [[ -f $CLUSTER/data/PG_VERSION ]] || fail "There is no database yet: ./dev run makes it."
    if ! cluster_runs; then
        cluster_start durable
        started=yes
    fi
    psql "$(cluster_conninfo heard heard)" "${REST[@]}" || status=$?
    [[ -z $started ]] || cluster_stop
    return "$status"
}

dev_stop() {
    require_no_arguments stop "$@"
    run_stop
}

run_stop() {
    local runner port service
    mkdir -p "$ROOT/var"
    exec 9>>"$ROOT/var/run.lock"
    if ! flock -n 9; then
        run_state ||
            fail "A ./dev here is still setting Heard up; stop it with Ctrl-C where it runs."
        kill -TERM "$runner"
        flock -w 60 9 || fail "Process $runner did not stop within a minute."
        say "Heard (process $runner, port $port) has stopped."
        return
    fi
    run_stop_leftovers
    cluster_choose cluster
    if cluster_runs; then
        cluster_stop
        say "The database has stopped."
    else
        say "Nothing of Heard runs from this folder."
    fi
}

dev_reset() {
    require_no_arguments reset "$@"
    run_stop
    cluster_choose cluster
    cluster_remove
    rm -rf "$ROOT/var/log" "$ROOT/var/development-key.pem"
    say "The database is gone; ./dev run makes a new one."
}
