# The service under measurement: its settings, its start and stop, and what it is seen to send.

MORE=()           # settings beside the usual ones
DAYS=500          # the worklist is read from a random one of these on
FIRST_DAY=$(date -u -d "$((DAYS + 200)) days ago" +%F)
readonly DAYS FIRST_DAY

heard() {
    (heard_become "$@")
}

# The same in place of the present subshell: one in the background then has the process number of the program.
heard_become() {
    exec env HEARD_ENV=development HEARD_LISTEN=127.0.0.1 HEARD_PORT="$PORT" HEARD_METRICS_PORT="$((PORT + 1))" \
        HEARD_DATABASE="$(conninfo heard_service)" HEARD_WORKER_DATABASE="$(conninfo heard_worker)" \
        HEARD_OWNER_DATABASE="$CLUSTER dbname=$DATABASE" HEARD_DEVELOPMENT_KEY="$WORK/key.pem" "${MORE[@]}" "$PROGRAM" "$@"
}

port_is_taken() {
    (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# service_start [SETTING=VALUE ...]
service_start() {
    local tries
    while port_is_taken "$PORT" || port_is_taken "$((PORT + 1))"; do PORT=$((PORT + 2)); done
    MORE=()
    TOKEN=$(heard token --council bench-0 --as complaints_manager --expires 12h)
    MORE=("$@")
    heard_become serve >>"$WORK/requests.log" 2>>"$WORK/service.log" &
    SERVICE=$!
    for ((tries = 0; tries < 100; tries++)); do
        if curl -fs -o /dev/null "http://127.0.0.1:$((PORT + 1))/healthz/ready"; then return; fi
        kill -0 "$SERVICE" 2>/dev/null || break
        sleep 0.1
    done
    fail "The service did not become ready: $(tail -n 3 "$WORK/service.log")"
}

service_stop() {
    [[ -n $SERVICE ]] || return 0
    kill -TERM "$SERVICE" 2>/dev/null || true
    wait "$SERVICE" 2>/dev/null || true
    SERVICE=
}

request() { # request PATH [curl's options]: prints the status; the body goes to $WORK/answer
    curl -s -o "$WORK/answer" -w '%{http_code}' -H "Authorization: Bearer $TOKEN" "${@:2}" \
        "http://127.0.0.1:$PORT$1" || true
}

base64url() {
    base64 -w 0 | tr '+/' '-_' | tr -d '='
}

# The three requests, as load.lua makes them.
request_one() { # request_one OPERATION
    local one=0190a000-0000-7000-8000-100000000004
    case $1 in
        get) request "/v1/complaints/$one" ;;
        page) request "/v1/complaints?limit=50&sort=due_on&open=true&cursor=$(printf '["%s","%s"]' "$FIRST_DAY" "$one" | base64url)" ;;
        post) request /v1/complaints -H 'Content-Type: application/json' --data-binary "@$BENCH/complaint.json" ;;
    esac
}

# Each answer is looked at once, whole; while it is measured its status is counted (service_answers_check).
service_look() {
    look get 200 '"participants":[{' '"available_actions":[{'
    look page 200 '"items":[{' '"next_cursor":"'
    look post 201 '"status":"stage1"' '"participants":[{'
    request_one page >/dev/null
    (($(grep -o '"reference":' "$WORK/answer" | wc -l) == 50)) || fail "The page has not 50 items."
}

look() { # look OPERATION STATUS TEXT...: that is the answer, and each of the texts is in it
    local status text
    status=$(request_one "$1")
    for text in "${@:3}"; do
        if [[ $status != "$2" ]] || ! grep -qF "$text" "$WORK/answer"; then
            fail "$1 of a complaint was answered with $status: $(head -c 500 "$WORK/answer")"
        fi
    done
}

# No request of the whole run may have had another answer than 200 or 201. One in a thousand POSTs may be 503: the random
# references of two complaints may meet, which is told as "try again" (complaint_reference_unique).
service_answers_check() {
    local wrong
    wrong=$(curl -s "http://127.0.0.1:$((PORT + 1))/metrics" | awk '
        !/^heard_requests_total/ || /healthz/ || /status="200"/ { next }
        /status="201"/ { made += $2; next }
        /method="POST"/ && /status="503"/ { again += $2; next }
        { print }
        END { if (again * 1000 > made) print again " of " made " POSTs were answered 503" }')
    [[ -z $wrong ]] || fail "The service gave answers that were no success: $wrong"
}

# What one request of each kind sends, once caches are warm; and the scripts that make pgbench send it.
statements_record() {
    local operation council
    gcc -std=c17 -O2 -Wall -Wextra -Werror -fPIC -shared -I"$(libpq_headers)" "$BENCH/record.c" -o "$WORK/record.so" ||
        fail "record.c could not be built."
    service_start LD_PRELOAD="$WORK/record.so" BENCH_RECORD="$WORK/record" HEARD_THREADS=1
    council=$(ask "SELECT id FROM council WHERE slug = 'bench-0'")
    for operation in get page post; do
        request_one "$operation" >/dev/null
        echo request >>"$WORK/record"
        [[ $(request_one "$operation") == 20[01] ]] || fail "$operation failed: $(head -c 500 "$WORK/answer")"
        script_head "$operation" >"$WORK/$operation.sql"
        awk -v council="$council" -v day="$FIRST_DAY" -v variables="$WORK/$operation.values" \
            -f "$BENCH/statements.awk" "$WORK/record" >>"$WORK/$operation.sql"
        printf 'council=%s\nfirst_day=%s\n' "$council" "$FIRST_DAY" >>"$WORK/$operation.values"
        printf 'statements\t%s\t%s\t%s\n' "$operation" "$(grep -c ';$' "$WORK/$operation.sql")" \
            "$(grep -c '^\\endpipeline' "$WORK/$operation.sql")" >>"$FIGURES"
    done
    service_stop
}

libpq_headers() {
    local folder
    folder=$(find /usr/include -name libpq-fe.h 2>/dev/null | head -n 1)
    echo "${folder%/*}"
}

script_head() { # script_head OPERATION: the numbers that make ids
    case $1 in
        get | page)
            echo "\\set n 100000000000 + 4 * random(0, :complaints / 4 - 1)"
            [[ $1 == get ]] || echo "\\set d random(0, $((DAYS - 1)))"
            ;;
        post)
            echo '\set seq :seq + 1'
            echo '\set n (100 + :run) * 1000000000 + :seq * 16 + :client_id'
            echo '\set m 100000 + :seq * 16 + :client_id'
            ;;
    esac
}
