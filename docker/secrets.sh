#!/usr/bin/env bash
# Makes what compose.yml needs and git must not hold, once: docker/.env with passwords of the database's
# roles, docker/secrets/balancer/tls.pem (self-signed, for localhost: put the real one there), and an empty
# list of trusted issuers in docker/secrets/service/issuers.json (docs/running.md says what belongs in it).
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
umask 077

password() {
    head -c 24 /dev/urandom | base64 | tr '+/' '-_'
}

if [[ ! -e .env ]]; then
    cat >.env <<ENV
OWNER_PASSWORD=$(password)
SERVICE_PASSWORD=$(password)
WORKER_PASSWORD=$(password)
BALANCER_PORT=8443
PUBLIC_URL=https://localhost:8443
ENV
fi

mkdir -p secrets/balancer secrets/service
if [[ ! -e secrets/balancer/tls.pem ]]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout secrets/balancer/key.pem -out secrets/balancer/certificate.pem 2>/dev/null
    cat secrets/balancer/key.pem secrets/balancer/certificate.pem >secrets/balancer/tls.pem
    rm secrets/balancer/key.pem
fi
[[ -e secrets/service/issuers.json ]] || echo '[]' >secrets/service/issuers.json

# The containers run as 65532, which is nobody on this machine: that user reads, others do not enter.
chmod 755 secrets secrets/balancer secrets/service
chmod 644 secrets/service/issuers.json
if ((EUID == 0)); then
    chown 65532 secrets/balancer/tls.pem
else
    chmod 644 secrets/balancer/tls.pem
    echo "docker/secrets/balancer/tls.pem is readable by all users of this machine, since only root could hand it to the container's user." >&2
fi
