#!/usr/bin/env bash
# Builds the three images with podman: localhost/heard, localhost/heard-database, localhost/heard-balancer.
#
# Where no registry can be reached, the base is made from Debian's own packages by mmdebstrap. What podman
# needs inside containers and virtual machines that grant it little (runc, small limits, chroot isolation)
# is set for these calls only; an own CONTAINERS_CONF wins.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname "$here")
work=$root/build/image
base=localhost/debian:bookworm-slim

explain() {
    printf 'heard: %s\n' "$*" >&2
    exit 1
}

command -v podman >/dev/null || explain "There is no podman here: ./dev image installs it."
mkdir -p "$work"
export TMPDIR=$work BUILDAH_ISOLATION=${BUILDAH_ISOLATION:-chroot}
if [[ -z ${CONTAINERS_CONF:-} ]]; then
    export CONTAINERS_CONF=$here/containers.conf
fi

make_base() {
    podman image exists "$base" && return
    command -v mmdebstrap >/dev/null || explain "There is no mmdebstrap here to make the base image with."
    echo "Making the base image from Debian's packages ..."
    mmdebstrap --variant=minbase --include=ca-certificates bookworm "$work/base.tar" >"$work/base.log" 2>&1 || {
        tail -n 5 "$work/base.log" >&2
        explain "The base image could not be made: is the network there?"
    }
    podman import "$work/base.tar" "$base" >/dev/null
    rm -f "$work/base.tar"
}

build() { # build NAME DOCKERFILE CONTEXT
    echo "Building localhost/$1 ..."
    podman build --pull=never --format docker --build-arg "DEBIAN=$base" -t "localhost/$1:latest" -f "$2" "$3" \
        >"$work/$1.log" 2>&1 || {
        tail -n 25 "$work/$1.log" >&2
        explain "localhost/$1 could not be built; the whole output is in $work/$1.log."
    }
}

make_base
build heard "$here/Dockerfile" "$root"
build heard-database "$here/database/Dockerfile" "$here/database"
build heard-balancer "$here/balancer/Dockerfile" "$here/balancer"
podman images --filter reference='localhost/heard*' --format '{{.Repository}}:{{.Tag}} {{.Size}}'
