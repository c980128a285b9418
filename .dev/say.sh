# Sentences to the person at the terminal.

say() {
    printf '%s\n' "$*"
}

# What goes wrong is said once, in a sentence that tells what to do, and ends everything.
fail() {
    printf 'heard: %s\n' "$*" >&2
    exit 1
}

# quietly LOG COMMAND...: the command's output goes to LOG and is shown only when it fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" </dev/null >"$log" 2>&1
}

show_end_of() {
    local log=$1 lines=${2:-30}
    if [[ -s $log ]]; then
        printf -- '--- the last lines of %s\n' "$log" >&2
        tail -n "$lines" "$log" >&2
        printf -- '---\n' >&2
    fi
}

require_no_arguments() {
    local command=$1
    shift
    (($# == 0)) || fail "./dev $command does not know \"$1\": see ./dev help."
}

dev_help() {
    cat <<'TEXT'
Heard keeps the representations procedure for children's services.

  ./dev run              build, make a database in var/, start on 127.0.0.1:8080
  ./dev test [NAME]      all tests, or those whose name contains NAME, on a database of their own
  ./dev proof [NAME]     the same drills in full size; the figures are kept in docs/proof/

  ./dev token ...        mint a development access token:
                         --council SLUG --as ROLE [--sub SUB] [--scope "..."] [--expires 1h]
                         [--complaint UUID]
  ./dev psql ...         psql on the database of ./dev run, as its owner
  ./dev stop             stop what ./dev run started here
  ./dev reset            stop it and throw its database away
  ./dev lint             clang-format, clang-tidy, cppcheck, shellcheck, the contract's lint
  ./dev fuzz [NAME]      fuzz each target of tests/fuzz/ for a minute (HEARD_FUZZ_SECONDS)
  ./dev bench            measure against pgbench on the same statements
  ./dev image            build the container image with podman
  ./dev packages ...     only install the Debian packages of sections of .dev/packages.txt (run docs)
  ./dev help             this page

Switches:
  --port N               where the API listens (8080); N+1 serves health and metrics
  --build debug|release  run and bench take release, the others debug, unless told
  --sanitize address|thread
TEXT
}
