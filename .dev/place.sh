# Where things can lie: room on the disk, folders that the cluster's owner may enter, paths that fit a socket.

# A socket's path, its name included, has at most 107 bytes (sun_path, less the NUL).
readonly SOCKET_LONGEST=107
readonly CLUSTER_PORT=5480 # names the socket; nothing listens on the network

free_mebibytes() {
    df -Pm "$1" | awk 'NR == 2 { print $4 }'
}

# require_space FOLDER MEBIBYTES PURPOSE
require_space() {
    local free
    free=$(free_mebibytes "$1")
    ((free >= $2)) ||
        fail "The disk is full: $free MB are free at $1, and about $2 MB are needed to $3. Make room and run this again."
}

# After a failure: was it the disk? What failed may have tidied up behind itself, but its log still says so.
explain_full_disk() { # explain_full_disk FOLDER [LOG]
    local free
    free=$(free_mebibytes "$1") || return 0
    if ((free < 8)) || tail -n 20 "${2:-/dev/null}" | grep -qE 'No space left on device|Disk quota exceeded'; then
        fail "The disk is full: $free MB are left at $1. Make room and run this again."
    fi
}

# PostgreSQL refuses to run as root; its files then belong to the user that its package made.
cluster_owner() {
    if ((EUID == 0)); then echo postgres; else id -un; fi
}

as_owner() {
    if ((EUID == 0)); then
        setpriv --reuid postgres --regid postgres --init-groups env HOME=/ "$@"
    else
        "$@"
    fi
}

# The same short name for the same clone, each time.
clone_mark() {
    printf '%s' "$ROOT" | cksum | awk '{ print $1 }'
}

# make_owned FOLDER: a folder that only the cluster's owner (and root) can look into.
make_owned() {
    mkdir -p "$1" 2>/dev/null && chmod 700 "$1" 2>/dev/null || return 1
    ((EUID != 0)) || chown postgres:postgres "$1" 2>/dev/null || return 1
    as_owner test -w "$1" && as_owner test -x "$1"
}

# cluster_place NAME: the folder for a cluster. It is var/NAME, or, where the cluster's owner cannot get
# there (a closed home), a folder in the home of PostgreSQL's own user.
cluster_place() {
    local inside="$ROOT/var/$1" outside
    mkdir -p "$ROOT/var" 2>/dev/null || fail "Nothing can be written to $ROOT/var: whose folder is it?"
    if [[ -d $inside && $(stat -c %U "$inside") != $(cluster_owner) ]] && ((EUID != 0)); then
        fail "The database in $inside belongs to $(stat -c %U "$inside"): ./dev run made it as another user. Run it as that user again, or remove $inside as root."
    fi
    if make_owned "$inside"; then
        echo "$inside"
        return
    fi
    rmdir "$inside" 2>/dev/null || true
    outside="/var/lib/postgresql/heard-$(clone_mark)"
    if ((EUID == 0)) && make_owned "$outside" && make_owned "$outside/$1"; then
        say "The user $(cluster_owner), who owns the database, may not enter $ROOT/var: the database lies in $outside/$1." >&2
        echo "$outside/$1"
        return
    fi
    fail "The user $(cluster_owner), who owns the database, may not enter $ROOT/var, and no other place was found. Clone Heard to a folder that others may enter, such as /srv/heard."
}

# socket_place CLUSTER: the folder for its socket. It is the cluster's own, or one under /tmp where that
# path is too long, or holds a character that a list of hosts or a setting would read as its own.
socket_place() {
    local folder="$1/socket" bytes
    bytes=$(printf '%s' "$folder/.s.PGSQL.$CLUSTER_PORT" | wc -c)
    if ((bytes > SOCKET_LONGEST)) || [[ $folder == *[,\'\"\\]* ]]; then
        folder="/tmp/heard-$EUID-$(clone_mark)-$(basename "$1")"
        [[ ! -L $folder ]] || fail "$folder is a link that Heard did not make: remove it."
        say "The path of this folder does not suit a socket ($bytes bytes; $SOCKET_LONGEST fit, without commas and quotes): the socket lies in $folder." >&2
    fi
    make_owned "$folder" || fail "The folder $folder belongs to somebody else: remove it."
    echo "$folder"
}
