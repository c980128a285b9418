# ./dev fuzz, ./dev bench, ./dev image.

# Each tests/fuzz/<name>.c is a libFuzzer target; what it found before lies in build/fuzz/<name>/.
dev_fuzz() {
    local seconds=${HEARD_FUZZ_SECONDS:-60} source name count=0
    packages_want run fuzz
    SANITIZE=fuzzer BUILD=debug
    build_program "$ROOT/build/fuzz" debug -DCMAKE_C_COMPILER=clang-14
    for source in "$ROOT"/tests/fuzz/fuzz_*.c; do
        name=$(basename "$source" .c)
        [[ -f $source && $name == *"${1:-}"* ]] || continue
        fuzz_one "$name" "$seconds"
        count=$((count + 1))
    done
    ((count > 0)) || fail "No target of tests/fuzz/ has \"${1:-}\" in its name."
    say "Fuzzed $count targets, $seconds seconds each: nothing found."
}

fuzz_one() { # fuzz_one NAME SECONDS
    local work="$ROOT/build/fuzz/corpus/$1" seeds=("$ROOT/tests/fuzz/seeds/${1#fuzz_}")
    mkdir -p "$work"
    [[ -d ${seeds[0]} ]] || seeds=()
    say "Fuzzing $1 for $2 seconds ..."
    if ! quietly "$work.log" "$ROOT/build/fuzz/tests/$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="$work." -print_final_stats=1 "$work" "${seeds[@]}"; then
        show_end_of "$work.log" 40
        fail "$1 found a fault; the input is beside $work."
    fi
    grep -E 'stat::(number_of_executed_units|average_exec_per_sec)' "$work.log" || true
}

dev_bench() {
    packages_want run bench
    run_build
    trap tests_end EXIT
    trap 'exit 130' INT TERM HUP
    cluster_choose "bench-$$"
    cluster_start durable
    HEARD_TEST_CLUSTER=$(cluster_conninfo heard postgres) HEARD_PROGRAM=$PROGRAM \
        "$ROOT/tests/bench/run.sh" "$@" ${PORT_GIVEN:+--port "$PORT"}
}

dev_image() {
    packages_want image
    docs_page_fetch
    "$ROOT/docker/build.sh" "$@"
}
