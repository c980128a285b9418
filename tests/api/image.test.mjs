// The images as ./dev image builds them, composed as docker/compose.yml says: a complaint goes in through the
// balancer, one instance is killed, the complaint is read from the other. Skipped, with the reason, where there is no
// podman or no image.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort } from './support/balancer.mjs';
import { eventually } from './support/heard.mjs';

const DOCKER = fileURLToPath(new URL('../../docker/', import.meta.url));
const IMAGES = ['heard', 'heard-database', 'heard-balancer'];
const READY_WITHIN_MS = 120_000;

const environment = { ...process.env, CONTAINERS_CONF: process.env.CONTAINERS_CONF ?? join(DOCKER, 'containers.conf') };
const run = (program, ...options) =>
  promisify(execFile)(program, options, { env: environment, maxBuffer: 64 << 20 }).then(({ stdout }) => stdout.trim());

/** Why the images cannot be tried here, or false. */
async function reasonToSkip() {
  for (const program of ['podman', 'podman-compose'])
    if (!(await run(program, '--version').catch(() => undefined))) return `there is no ${program} here (./dev image installs it)`;
  for (const image of IMAGES)
    if (await run('podman', 'image', 'exists', `localhost/${image}:latest`).then(() => false, () => true))
      return `there is no image localhost/${image} here (./dev image builds it)`;
  return false;
}

/** The composition in a folder of its own, with secrets of its own. */
async function composition() {
  const folder = mkdtempSync(join(tmpdir(), 'heard-image-'));
  for (const file of ['compose.yml', 'secrets.sh']) copyFileSync(join(DOCKER, file), join(folder, file));
  await run('bash', join(folder, 'secrets.sh'));
  const port = await freePort();
  appendFileSync(join(folder, '.env'), `BALANCER_PORT=${port}\n`);
  chmodSync(folder, 0o755);
  const passwords = Object.fromEntries(readFileSync(join(folder, '.env'), 'utf8').trim().split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
  const project = basename(folder).toLowerCase();
  const compose = (...options) => run('podman-compose', '-p', project, '-f', join(folder, 'compose.yml'), ...options);
  return { folder, port, passwords, project, compose };
}

/** An issuer of the test's own, trusted by the composition: signs tokens. */
async function issuer(folder) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'smoke', alg: 'ES256', use: 'sig' };
  writeFileSync(join(folder, 'secrets/service/jwks.json'), JSON.stringify({ keys: [key] }), { mode: 0o644 });
  writeFileSync(join(folder, 'secrets/service/issuers.json'),
    JSON.stringify([{ iss: 'https://smoke.example', jwks: '/run/heard/jwks.json', councils: 'all' }]));
  return (claims) =>
    new SignJWT({ client_id: 'smoke', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'smoke', typ: 'at+jwt' })
      .setIssuer('https://smoke.example').setAudience('heard').setSubject('anna').setIssuedAt().setExpirationTime('10m')
      .sign(privateKey);
}

function exchange({ folder, port }, method, path, { token, body } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((answered, failed) => {
    const request = https.request(`https://127.0.0.1:${port}${path}`, {
      method,
      ca: readFileSync(join(folder, 'secrets/balancer/certificate.pem')),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), 'idempotency-key': randomUUID() } : {}),
      },
    }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', failed);
      response.on('end', () => answered({ status: response.statusCode, text: Buffer.concat(parts).toString('utf8') }));
    });
    request.on('error', failed);
    request.end(text);
  });
}

function healthy(container) {
  return eventually(
    () => run('podman', 'healthcheck', 'run', container).then(() => true, () => false),
    READY_WITHIN_MS,
    () => `${container} did not become healthy`,
  );
}

function balancerSays(project, sentence) {
  return eventually(
    async () => (await run('podman', 'logs', `${project}_balancer_1`)).includes(sentence),
    READY_WITHIN_MS,
    () => `HAProxy never said "${sentence}"`,
  );
}

const skip = await reasonToSkip();

test('a complaint survives the instance that took it', { skip }, async () => {
  const stack = await composition();
  const sign = await issuer(stack.folder);
  const { compose, folder, passwords, project } = stack;
  try {
    // podman-compose 1.0, Debian's, starts everything at once whatever depends_on says.
    await compose('up', '-d', 'database');
    await healthy(`${project}_database_1`);
    await compose('up', '-d', 'migrate');
    assert.equal(await run('podman', 'wait', `${project}_migrate_1`), '0', 'the migrations were carried out');
    await compose('up', '-d', 'heard-1', 'heard-2', 'balancer');
    await eventually(
      () => exchange(stack, 'GET', '/healthz/ready').then((answer) => answer.status === 200, () => false),
      READY_WITHIN_MS,
      () => 'nothing became ready behind the balancer',
    );
    await run('podman', 'run', '--rm', '--network', `${project}_inner`,
      '-e', `HEARD_OWNER_DATABASE=host=database user=heard dbname=heard password=${passwords.OWNER_PASSWORD}`,
      'localhost/heard:latest', 'council', 'add', '--slug', 'smoke', '--code', 'SMK', '--name', 'Smoke', '--policy', 'statutory');
    const token = await sign({ council: 'smoke', roles: ['complaints_manager'], scope: 'complaints:submit complaints:read' });
    const made = await exchange(stack, 'POST', '/v1/complaints', { token, body: { own_words: 'Nobody came to the review.' } });
    assert.equal(made.status, 201, made.text);
    const path = `/v1/complaints/${JSON.parse(made.text).id}`;

    for (const [instance, name] of [['heard-1', 'one'], ['heard-2', 'two']]) {
      await run('podman', 'kill', `${project}_${instance}_1`);
      for (let read = 0; read < 12; read += 1) {
        const answer = await exchange(stack, 'GET', path, { token });
        assert.equal(answer.status, 200, answer.text);
      }
      await balancerSays(project, `Server heard/${name} is DOWN`);
      await run('podman', 'start', `${project}_${instance}_1`);
      await balancerSays(project, `Server heard/${name} is UP`);
    }
  } finally {
    await compose('down', '-v').catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
});
