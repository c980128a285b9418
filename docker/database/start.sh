#!/usr/bin/env bash
# Makes the cluster in the volume the first time, then becomes PostgreSQL.
#
# HEARD_OWNER_PASSWORD and HEARD_SERVICE_PASSWORD are the passwords of the superuser "heard", which only
# migrations and commands use, and of the service's role; HEARD_WORKER_PASSWORD that of the worker's.
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
data=/var/lib/heard/data

make_cluster() {
    : "${HEARD_OWNER_PASSWORD:?}" "${HEARD_SERVICE_PASSWORD:?}" "${HEARD_WORKER_PASSWORD:?}"
    rm -rf "$data.new"
    "$bin/initdb" -D "$data.new" -U heard -E UTF8 --locale=C.UTF-8 --data-checksums \
        --auth-local=peer --auth-host=scram-sha-256 --pwfile=<(printf '%s\n' "$HEARD_OWNER_PASSWORD")
    # Inside of the container the user postgres is the cluster's owner; everybody else needs a password.
    printf 'operator postgres heard\n' >>"$data.new/pg_ident.conf"
    printf '%s\n' 'local all all peer map=operator' 'host all all samenet scram-sha-256' \
        'host all all localhost scram-sha-256' >"$data.new/pg_hba.conf"
    cat >>"$data.new/postgresql.conf" <<'CONF'
unix_socket_directories = '/run/heard'
password_encryption = scram-sha-256
max_connections = 200
timezone = 'UTC'
log_timezone = 'UTC'
# DETAIL, CONTEXT and failing statements repeat the data: words and names must not reach a log.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
CONF
    make_roles
    # Whole or not at all: a cluster that was begun and not finished is never started.
    mv "$data.new" "$data"
}

# In single-user mode: nobody can connect before the passwords stand.
make_roles() {
    "$bin/postgres" --single -j -D "$data.new" postgres >/dev/null <<SQL
CREATE DATABASE heard;

CREATE ROLE heard_service LOGIN PASSWORD '${HEARD_SERVICE_PASSWORD//\'/\'\'}';

CREATE ROLE heard_worker LOGIN PASSWORD '${HEARD_WORKER_PASSWORD//\'/\'\'}';
SQL
}

[[ -f $data/PG_VERSION ]] || make_cluster
exec "$bin/postgres" -D "$data" -c listen_addresses='*'
