# A private PostgreSQL cluster: made once, started and stopped with what uses it.
# CLUSTER and SOCKET are its folder and its socket's folder; cluster_choose sets them.

CLUSTER=
SOCKET=

cluster_choose() { # cluster_choose NAME
    CLUSTER=$(cluster_place "$1")
    SOCKET=$(socket_place "$CLUSTER")
}

# The newest installed server, or, for a cluster that exists, the one that made it.
cluster_programs() {
    local version=
    if [[ -f $CLUSTER/data/PG_VERSION ]]; then
        version=$(<"$CLUSTER/data/PG_VERSION")
        [[ -x /usr/lib/postgresql/$version/bin/postgres ]] ||
            fail "The database in $CLUSTER was made by PostgreSQL $version, which is not installed now. Install postgresql-$version, or throw the database away with ./dev reset."
    else
        version=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | cut -d/ -f5 | sort -n | tail -n 1)
        [[ -n $version ]] || fail "PostgreSQL's server is not installed: postgresql-15 is its package."
    fi
    echo "/usr/lib/postgresql/$version/bin"
}

pg() { # pg PROGRAM ARGUMENTS...: as the cluster's owner, from a folder that the owner may be in
    local bin
    bin=$(cluster_programs) || exit 1
    (cd / && as_owner "$bin/$1" "${@:2}")
}

# The conninfo of a role on this cluster. The folder's rights are the password: only its owner and root
# can reach the socket.
cluster_conninfo() { # cluster_conninfo USER DATABASE
    printf "host='%s' port=%s user=%s dbname=%s" "$SOCKET" "$CLUSTER_PORT" "$1" "$2"
}

cluster_make() {
    [[ -f $CLUSTER/data/PG_VERSION ]] && return
    require_space "$CLUSTER" 250 "make a database"
    rm -rf "$CLUSTER/data"
    if ! quietly "$CLUSTER/initdb.log" pg initdb -D "$CLUSTER/data" -U heard -A trust -E UTF8 \
        --locale=C.UTF-8 --data-checksums; then
        rm -rf "$CLUSTER/data"
        explain_full_disk "$CLUSTER" "$CLUSTER/initdb.log"
        show_end_of "$CLUSTER/initdb.log"
        fail "initdb could not make a database in $CLUSTER."
    fi
    as_owner tee -a "$CLUSTER/data/postgresql.conf" >/dev/null <<<"include 'heard.conf'"
}

# Written anew at each start, so that a moved clone finds its socket. "durable" or "throwaway".
cluster_configure() {
    as_owner tee "$CLUSTER/data/heard.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '"$SOCKET"'
unix_socket_permissions = 0700
port = $CLUSTER_PORT
max_connections = 100
shared_buffers = 128MB
timezone = 'UTC'
log_timezone = 'UTC'
# DETAIL, CONTEXT and failing statements repeat the data: words and names must not reach a log.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
CONF
    if [[ $1 == durable ]]; then
        printf 'fsync = on\nsynchronous_commit = on\nfull_page_writes = on\n'
    else
        printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
    fi | as_owner tee -a "$CLUSTER/data/heard.conf" >/dev/null
}

# The database called NAME, made when it is not there.
cluster_database() {
    local there
    there=$(psql "$(cluster_conninfo heard postgres)" -XAtc "SELECT 1 FROM pg_database WHERE datname = '$1'") &&
        { [[ -n $there ]] || psql "$(cluster_conninfo heard postgres)" -Xqc "CREATE DATABASE $1"; }
}

cluster_runs() {
    [[ -f $CLUSTER/data/postmaster.pid ]] && pg pg_ctl -D "$CLUSTER/data" status >/dev/null 2>&1
}

cluster_start() { # cluster_start durable|throwaway
    cluster_make
    cluster_runs && return
    cluster_configure "$1"
    if ! quietly "$CLUSTER/start.log" pg pg_ctl -D "$CLUSTER/data" -l "$CLUSTER/postgres.log" -w -t 60 start 9>&-; then
        explain_full_disk "$CLUSTER" "$CLUSTER/postgres.log"
        show_end_of "$CLUSTER/postgres.log" 12
        fail "The database in $CLUSTER does not start."
    fi
}

cluster_stop() {
    cluster_runs || return 0
    pg pg_ctl -D "$CLUSTER/data" -m fast -w -t 60 stop >/dev/null 2>&1
}

cluster_remove() {
    cluster_stop
    rm -rf "$CLUSTER" "$SOCKET"
    rmdir "/var/lib/postgresql/heard-$(clone_mark)" 2>/dev/null || true
}
