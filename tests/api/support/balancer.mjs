// HAProxy on loopback in front of two instances, with the configuration that docker/balancer/ ships.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from './heard.mjs';

const run = promisify(execFile);
const CONFIGURATION = fileURLToPath(new URL('../../../docker/balancer/haproxy.cfg', import.meta.url));
const READY_WITHIN_MS = 20_000;

/** A port that is free now. */
export async function freePort() {
  const holder = net.createServer();
  await once(holder.listen(0, '127.0.0.1'), 'listening');
  const { port } = holder.address();
  await once(holder.close(), 'close');
  return port;
}

/** A key and certificate for localhost in one file, as HAProxy reads them. */
async function certificate(folder) {
  const key = join(folder, 'key.pem');
  const chain = join(folder, 'chain.pem');
  await run('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', chain,
  ]);
  const both = join(folder, 'both.pem');
  writeFileSync(both, readFileSync(key, 'utf8') + readFileSync(chain, 'utf8'), { mode: 0o600 });
  return { both, chain: readFileSync(chain) };
}

export class Balancer {
  /** Start HAProxy before two services; resolves when it answers and sees both. */
  static async start(first, second, seconds) {
    const balancer = new Balancer();
    balancer.folder = mkdtempSync(join(tmpdir(), 'heard-balancer-'));
    const { both, chain } = await certificate(balancer.folder);
    balancer.port = await freePort();
    balancer.agent = new https.Agent({ ca: chain, keepAlive: true, maxSockets: 8 });
    balancer.log = '';
    balancer.process = spawn('haproxy', ['-db', '-f', CONFIGURATION], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        BALANCER_BIND: `127.0.0.1:${balancer.port}`,
        BALANCER_CERTIFICATE: both,
        BALANCER_HEADER_SECONDS: `${seconds}s`,
        BALANCER_BODY_SECONDS: `${seconds}s`,
        HEARD_1: `127.0.0.1:${first.port}`,
        HEARD_1_HEALTH: String(first.metricsPort),
        HEARD_2: `127.0.0.1:${second.port}`,
        HEARD_2_HEALTH: String(second.metricsPort),
      },
    });
    for (const stream of [balancer.process.stdout, balancer.process.stderr])
      stream.on('data', (part) => (balancer.log += part));
    balancer.exited = once(balancer.process, 'exit');
    await eventually(
      () => balancer.exchange('GET', '/healthz/ready').then((answer) => answer.status === 200, () => false),
      READY_WITHIN_MS,
      () => `HAProxy did not answer: ${balancer.log}`,
    );
    return balancer;
  }

  get base() {
    return `https://127.0.0.1:${this.port}`;
  }

  /** One request through TLS: {status, headers, body}. */
  exchange(method, path, { token, body, headers = {} } = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((answered, failed) => {
      const request = https.request(new URL(path, this.base), {
        method,
        agent: this.agent,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
          ...headers,
        },
      }, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', failed);
        response.on('end', () => {
          const whole = Buffer.concat(parts).toString('utf8');
          const json = (response.headers['content-type'] ?? '').split(';')[0].endsWith('json');
          answered({ status: response.statusCode, headers: response.headers, text: whole, body: json ? JSON.parse(whole) : undefined });
        });
      });
      request.on('error', failed);
      request.end(text);
    });
  }

  /** Wait until HAProxy has logged `sentence`. */
  says(sentence) {
    return eventually(() => this.log.includes(sentence), READY_WITHIN_MS, () => `HAProxy never said "${sentence}": ${this.log}`);
  }

  async stop() {
    this.agent.destroy();
    this.process.kill('SIGTERM');
    await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
