# Building: cmake and ninja into build/<type>[-<sanitizer>], npm for what comes from there.

# build_folder DEFAULT_TYPE: where this call builds, from --build and --sanitize.
build_folder() {
    echo "$ROOT/build/${BUILD:-$1}${SANITIZE:+-$SANITIZE}"
}

# build_program FOLDER TYPE [cmake arguments]
build_program() {
    local folder=$1 type=${BUILD:-$2} log
    shift 2
    log="$folder/build.log"
    mkdir -p "$folder" 2>/dev/null || fail "Nothing can be written to $folder: whose folder is it?"
    require_space "$folder" 300 "build"
    say "Building in ${folder#"$ROOT/"} ..."
    if ! quietly "$log" build_configure_and_compile "$folder" "$type" "$@"; then
        explain_full_disk "$folder" "$log"
        show_end_of "$log" 40
        fail "Heard could not be built; the whole output is in $log."
    fi
}

build_configure_and_compile() {
    local folder=$1 type=$2
    shift 2
    cmake -S "$ROOT" -B "$folder" -G Ninja "-DCMAKE_BUILD_TYPE=${type^}" \
        "-DHEARD_SANITIZE=${SANITIZE:-OFF}" "$@" &&
        cmake --build "$folder"
}

# npm_install FOLDER: exactly what the lock says; nothing is asked when it was done before.
npm_install() {
    local folder=$1 stamp="$1/node_modules/.heard-lock" log="$ROOT/build/npm.log"
    cmp -s "$folder/package-lock.json" "$stamp" && return
    command -v npm >/dev/null || return 1
    (cd "$folder" && quietly "$log" npm ci --no-audit --no-fund) || return 1
    cp "$folder/package-lock.json" "$stamp"
}

# The docs page is the one part that may be missing: it comes from npm.
docs_page_fetch() {
    local missing
    cmp -s "$ROOT/openapi/package-lock.json" "$ROOT/openapi/node_modules/.heard-lock" && return
    missing=$(packages_missing docs)
    if [[ -n $missing ]]; then
        (packages_want docs) || true
    fi
    npm_install "$ROOT/openapi" ||
        say "The docs page is left out: npm, or its registry, is not to be had now. The API is not touched by it; the next ./dev run tries again. What npm said is in $ROOT/build/npm.log."
}
