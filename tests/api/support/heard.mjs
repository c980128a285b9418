// The harness of the story tests: a service of its own on loopback, a migrated database, a sandbox council per story.
//
//     import { given } from './support/heard.mjs';
//     const service = await given.service();
//     test('an extension needs complexity', async () => {
//       const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
//       const complaint = await story.asComplainant().made('/v1/complaints', { own_words: 'My visits were cut.' });
//       await story.moveClock('2026-06-12');
//       const refused = await story.asManager().act(complaint.id, '/decisions', {...});
//       expectProblem(refused, 'rule-broken', 'reg. 14(5)');
//     });
//
// Every answer that any caller gets is held against openapi/heard.yaml; what is not documented fails the test.
// When the file's tests are over the service gets SIGTERM and must exit with 0.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import { Client, exchange } from './client.mjs';
import { cannotRun, conninfo, databaseDrop, databaseMake, environment, heard, program } from './database.mjs';

export { Client, exchange, expectProblem, ifMatch, succeed } from './client.mjs';
export { answersIn, rawExchange } from './raw.mjs';
export { heard, sql } from './database.mjs';

const READY_WITHIN_MS = 60_000; // a sanitized build on two busy cores
const STOPS_WITHIN_MS = 60_000;
const SCOPES_OF_STAFF =
  'complaints:submit complaints:read complaints:write complaints:decide stages:report people:manage policy:manage events:read';
const SCOPES_OF_THEIRS = 'complaints:submit complaints:read';

const STAFF = new Set(['complaints_manager', 'intake_officer', 'stage1_handler', 'stage2_investigator', 'adjudicating_officer']);

/** Two ports that are free now, for the API and for health and metrics. */
async function freePorts() {
  const holders = [net.createServer(), net.createServer()];
  for (const holder of holders) await once(holder.listen(0, '127.0.0.1'), 'listening');
  const ports = holders.map((holder) => holder.address().port);
  for (const holder of holders) await once(holder.close(), 'close');
  return ports;
}

const pause = (ms) => new Promise((over) => setTimeout(over, ms));

/** Ask until `asks` gives something truthy; fails with `why()` when the bound has passed. */
export async function eventually(asks, bound, why) {
  const end = Date.now() + bound;
  for (;;) {
    const found = await asks();
    if (found) return found;
    assert.ok(Date.now() < end, why());
    await pause(20);
  }
}

export class Service {
  /** Start the program on `database`; resolves when it says that it is ready. */
  static async start(database, settings = {}) {
    const service = new Service();
    const name = basename(process.argv[1] ?? 'service', '.mjs');
    const logs = join(process.env.HEARD_BUILD ?? tmpdir(), 'logs');

    mkdirSync(logs, { recursive: true });
    service.database = database;
    service.folder = mkdtempSync(join(tmpdir(), 'heard-test-'));
    service.logFile = join(logs, `${name}.log`);
    [service.port, service.metricsPort] = await freePorts();
    service.settings = {
      HEARD_ENV: 'development',
      HEARD_LISTEN: '127.0.0.1',
      HEARD_PORT: String(service.port),
      HEARD_METRICS_PORT: String(service.metricsPort),
      HEARD_DATABASE: conninfo(database, 'heard_service'),
      HEARD_WORKER_DATABASE: conninfo(database, 'heard_worker'),
      HEARD_OWNER_DATABASE: conninfo(database),
      HEARD_DEVELOPMENT_KEY: join(service.folder, 'development-key.json'),
      HEARD_THREADS: '4',
      ...settings,
    };
    if (service.settings.HEARD_ENV === 'development') {
      await service.command('token', '--as', 'complaints_manager', '--scope', 'policy:manage'); // makes the key
    }
    await service.run();
    return service;
  }

  get base() {
    return `http://127.0.0.1:${this.port}`;
  }

  get metricsBase() {
    return `http://127.0.0.1:${this.metricsPort}`;
  }

  async run() {
    this.process = spawn(program, ['serve'], { env: environment(this.settings), stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = once(this.process, 'exit').then(([code, signal]) => (this.end = { code, signal }));
    this.end = undefined;
    const log = createWriteStream(this.logFile, { flags: 'a' });
    this.process.stdout.pipe(log, { end: false });
    this.process.stderr.pipe(log, { end: false });
    await eventually(
      async () => {
        assert.equal(this.end, undefined, `heard serve ended: ${this.logTail()}`);
        return exchange(this.base, 'GET', '/healthz/ready').then((answer) => answer.status === 200, () => false);
      },
      READY_WITHIN_MS,
      () => `heard serve was not ready within ${READY_WITHIN_MS} ms: ${this.logTail()}`,
    );
  }

  logTail() {
    try {
      return readFileSync(this.logFile, 'utf8').split('\n').slice(-15).join('\n');
    } catch {
      return '(nothing was logged)';
    }
  }

  /** Run a command of the program with this service's settings; what it prints. */
  async command(...options) {
    return (await heard(options, this.database, this.settings)).trim();
  }

  /** A token of the development issuer: {council, as, sub, scope, expires, complaint}. */
  token(claims = {}) {
    return this.command('token', ...Object.entries(claims).flatMap(([name, value]) => [`--${name}`, String(value)]));
  }

  /** A caller with a token, or without one. */
  caller(token) {
    return new Client(this.base, token);
  }

  /** A sandbox council of its own, its clock at `today`. */
  async story({ policy = 'statutory', today, name } = {}) {
    this.founder ??= this.caller(await this.token({ as: 'complaints_manager', sub: 'founder', scope: 'policy:manage' }));
    const sandbox = await this.founder.made('/v1/sandboxes', { policy, ...(today ? { today } : {}), ...(name ? { name } : {}) });
    return new Story(this, sandbox);
  }

  /** SIGTERM to the process that was started here; it must end by itself with 0. */
  async stop() {
    if (this.end === undefined) this.process.kill('SIGTERM');
    let timer;
    const late = new Promise((over) => (timer = setTimeout(over, STOPS_WITHIN_MS, 'late')));
    const outcome = await Promise.race([this.exited, late]);
    clearTimeout(timer);
    if (outcome === 'late') this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
    assert.notEqual(outcome, 'late', `heard serve did not end within ${STOPS_WITHIN_MS} ms of SIGTERM: ${this.logTail()}`);
    assert.deepEqual(outcome, { code: 0, signal: null }, `heard serve must exit 0 on SIGTERM: ${this.logTail()}`);
  }
}

/** One council with its people. */
export class Story {
  constructor(service, sandbox) {
    this.service = service;
    this.sandbox = sandbox;
    this.council = sandbox.council;
    this.today = sandbox.test_clock.today;
    this.clients = new Map(sandbox.tokens.map((entry) => [entry.role, service.caller(entry.access_token)]));
    this.subjects = new Map(sandbox.tokens.map((entry) => [entry.role, entry.subject]));
  }

  asManager() {
    return this.clients.get('complaints_manager');
  }

  asIntake() {
    return this.clients.get('intake_officer');
  }

  asHandler() {
    return this.clients.get('stage1_handler');
  }

  asComplainant() {
    return this.clients.get('complainant');
  }

  asAdvocate() {
    return this.clients.get('advocate');
  }

  asNobody() {
    return this.service.caller(undefined);
  }

  /** Another person of this council: a token of the development issuer. */
  async as(role, sub, scope = STAFF.has(role) ? SCOPES_OF_STAFF : SCOPES_OF_THEIRS) {
    if (sub === undefined && this.clients.has(role)) return this.clients.get(role);
    sub ??= `${role}-of-${this.council.slug}`.slice(0, 200);
    const key = `${role} ${sub} ${scope}`;
    if (!this.clients.has(key)) {
      this.clients.set(key, this.service.caller(await this.service.token({ council: this.council.slug, as: role, sub, scope })));
    }
    return this.clients.get(key);
  }

  /** {issuer, subject} of a caller whose token came with the sandbox. */
  identity(role) {
    const [, payload] = this.clients.get(role).token.split('.');
    const { iss: issuer, sub: subject } = JSON.parse(Buffer.from(payload, 'base64url'));
    return { issuer, subject };
  }

  /** The same for any role, whose token is made when it is needed. */
  async identityOf(role) {
    if (!this.clients.has(role)) this.clients.set(role, await this.as(role));
    return this.identity(role);
  }

  /** Move the council's clock to a day (`YYYY-MM-DD`) or an instant; standing still is no move. */
  async moveClock(to) {
    if (to === this.today) return;
    const clock = to.includes('T') ? { now: to } : { today: to };
    const set = await this.asManager().put('/v1/test-clock', clock);
    assert.equal(set.status, 200, set.text);
    this.today = set.body.today;
  }

  /** A complaint of the complainant's own, made now. */
  complaint(more = {}) {
    return this.asComplainant().made('/v1/complaints', { own_words: 'My short breaks were stopped.', ...more });
  }
}

export const given = {
  /** A service for this test file; it is stopped, and must end well, when the file's tests are over. */
  async service(settings = {}) {
    const reason = cannotRun();
    if (reason) throw new Error(reason);
    const database = await databaseMake();
    const service = await Service.start(database, settings);
    after(async () => {
      try {
        await service.stop();
      } finally {
        await databaseDrop(database);
      }
    });
    return service;
  },
};
