# Debian packages: which are missing is asked of dpkg; only those are installed.

readonly PACKAGES="$ROOT/.dev/packages.txt"

# The lines of one section of packages.txt.
packages_of() {
    awk -v section="[$1]" '/^\[/ { inside = $0 == section; next } inside && NF && !/^#/' "$PACKAGES"
}

package_is_there() {
    local package=$1 program=${2:-}
    if [[ -n $program ]]; then
        command -v "$program" >/dev/null
    else
        [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == "ii "* ]]
    fi
}

packages_missing() {
    local section line
    for section in "$@"; do
        packages_of "$section" | while read -r line; do
            # shellcheck disable=SC2086 # package and program are two words
            package_is_there $line || echo "${line%% *}"
        done
    done | sort -u
}

# packages_want SECTION...: installs what is missing, or says why it cannot.
packages_want() {
    local missing
    command -v dpkg-query >/dev/null ||
        fail "This machine has no dpkg. Heard is built and tested on Debian 12."
    mapfile -t missing < <(packages_missing "$@")
    ((${#missing[@]} == 0)) || packages_install "${missing[@]}"
}

# ./dev packages [SECTION...]: only this, for machines where root does it.
dev_packages() {
    (($# > 0)) || set -- run docs
    packages_want "$@"
    say "All packages of $* are installed."
}

# Runs a command as root, with the proxy of the caller.
as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo env ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} "$@"
    fi
}

require_root_rights() {
    ((EUID == 0)) && return
    command -v sudo >/dev/null ||
        fail "These Debian packages are missing, and there is no sudo to install them: $*
Let root run once: $ROOT/dev packages"
    sudo -n true 2>/dev/null || [[ -t 0 ]] ||
        fail "These Debian packages are missing, and sudo asks for a password that nobody can type here: $*
Run once: sudo $ROOT/dev packages"
}

packages_install() {
    local log status=0
    require_root_rights "$@"
    require_space / 1500 "install the missing packages"
    log=$(mktemp -t heard-packages.XXXXXX)
    say "Installing ${#} Debian packages that are missing: $*"
    services_hold_back
    trap services_let_go EXIT
    apt_fetch_and_install "$log" "$@" || status=$?
    services_let_go
    trap - EXIT
    ((status == 0)) || packages_explain "$log" "$@"
    rm -f "$log"
}

apt_fetch_and_install() {
    local log=$1
    shift
    # Old lists may still do when the network is away but the packages are at hand: apt-get install decides.
    apt_get "$log" update || true
    if [[ " $* " == *" postgresql-15 "* ]]; then
        apt_get "$log" install postgresql-common || return
        cluster_of_debian_prevent || return
    fi
    apt_get "$log" install "$@"
}

apt_get() {
    local log=$1 what=$2
    shift 2
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -y \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 --no-install-recommends "$what" "$@" \
        </dev/null >>"$log" 2>&1
}

packages_explain() {
    local log=$1
    shift
    if grep -qE 'No space left|not enough (free )?space|enough free space' "$log"; then
        show_end_of "$log" 8
        fail "The disk is full: the packages could not be installed. Make room and run this again."
    fi
    if grep -qE 'Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Connection failed|Connection timed out|Network is unreachable' "$log"; then
        fail "These Debian packages are missing, and the network (or the package mirror) is away: $*
Connect this machine and run this again. What apt-get said is in $log."
    fi
    show_end_of "$log" 15
    fail "apt-get could not install: $*
What it said is in $log."
}

# Debian starts a server, and makes a cluster on port 5432, when its package is installed. Heard wants the
# programs only: its own cluster is private.
readonly POLICY=/usr/sbin/policy-rc.d

services_hold_back() {
    [[ -e $POLICY ]] && return
    # The mark tells ours from one that the machine's owner put there.
    printf '#!/bin/sh\n# heard: no services are started while packages are installed\nexit 101\n' |
        as_root tee "$POLICY" >/dev/null
    as_root chmod 755 "$POLICY"
}

services_let_go() {
    if grep -qs '^# heard:' "$POLICY"; then
        as_root rm -f "$POLICY"
    fi
}

cluster_of_debian_prevent() {
    local file=/etc/postgresql-common/createcluster.conf
    grep -qsE '^ *create_main_cluster *= *false' "$file" && return
    printf '\n# heard ./dev: its cluster is its own, none is made on port 5432\ncreate_main_cluster = false\n' |
        as_root tee -a "$file" >/dev/null
}
