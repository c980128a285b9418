// Two instances behind HAProxy with the configuration that is shipped: one may die, and slow clients harm nobody.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { Balancer } from './support/balancer.mjs';
import { databaseDrop, databaseMake } from './support/database.mjs';
import { Service, Story } from './support/heard.mjs';

const FULL = process.env.HEARD_PROOF === 'full';
const DEADLINE_SECONDS = 2;
const SLOW_CLIENTS = FULL ? 800 : 150; // the balancer lets one address have 1,000 connections
const SLOW_SECONDS = FULL ? 60 : 8;
const READS = FULL ? 200 : 24;

const database = await databaseMake();
const first = await Service.start(database);
// Instances share the keys that sign: a token that one minted opens the other.
const second = await Service.start(database, { HEARD_DEVELOPMENT_KEY: first.settings.HEARD_DEVELOPMENT_KEY });
const balancer = await Balancer.start(first, second, DEADLINE_SECONDS);

after(async () => {
  try {
    await balancer.stop();
    await second.stop();
    await first.stop();
  } finally {
    await databaseDrop(database);
  }
});

/** A council made through the balancer, and a complaint in it. */
async function complaintThroughTheBalancer() {
  const founder = await first.token({ as: 'complaints_manager', sub: 'founder', scope: 'policy:manage' });
  const sandbox = await balancer.exchange('POST', '/v1/sandboxes', { token: founder, body: { policy: 'statutory' } });
  assert.equal(sandbox.status, 201, sandbox.text);
  const story = new Story(first, sandbox.body);
  const token = story.asComplainant().token;
  const made = await balancer.exchange('POST', '/v1/complaints', {
    token,
    headers: { 'idempotency-key': randomUUID() },
    body: { own_words: 'My placement was moved and nobody asked me.' },
  });
  assert.equal(made.status, 201, made.text);
  return { token, path: `/v1/complaints/${made.body.id}` };
}

/** READS reads one after the other; every one must succeed. The slowest, in milliseconds. */
async function readAll({ token, path }) {
  let slowest = 0;
  for (let read = 0; read < READS; read += 1) {
    const began = performance.now();
    const answer = await balancer.exchange('GET', path, { token });
    assert.equal(answer.status, 200, `read ${read}: ${answer.text}`);
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}

test('either instance may be killed: what one took is read from the other', async () => {
  const complaint = await complaintThroughTheBalancer();
  for (const [instance, name] of [[first, 'one'], [second, 'two']]) {
    instance.process.kill('SIGKILL');
    await instance.exited;
    await readAll(complaint);
    await balancer.says(`Server heard/${name} is DOWN`);
    await instance.run();
    await balancer.says(`Server heard/${name} is UP`);
  }
});

test('answers carry what TLS adds, and the balancer shows no metrics', async () => {
  const answer = await balancer.exchange('GET', '/healthz/ready');
  assert.match(answer.headers['strict-transport-security'], /max-age=\d+/);
  assert.equal((await balancer.exchange('GET', '/metrics')).status, 404);
});

/** slowhttptest with SLOW_CLIENTS connections; resolves with what it printed when it has ended. */
function attack(mode) {
  const options = [mode, '-u', `${balancer.base}/v1/complaints`, '-c', SLOW_CLIENTS, '-r', SLOW_CLIENTS, '-i', 1,
    '-l', SLOW_SECONDS, '-p', 3];
  const process = spawn('slowhttptest', options.map(String), { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  process.stdout.on('data', (part) => (said += part));
  process.stderr.on('data', (part) => (said += part));
  const ended = once(process, 'close').then(() => said.replace(/\x1b\[[0-9;]*[A-Za-z]/g, ''));
  return { process, ended };
}

for (const [mode, name] of [['-H', 'headers'], ['-B', 'bodies']]) {
  test(`clients that drip their ${name} leave others unharmed, and are cut off`, async (t) => {
    const complaint = await complaintThroughTheBalancer();
    const { process: attacker, ended } = attack(mode);
    let over = false;
    let slowest = 0;
    const end = ended.then((said) => ((over = true), said));

    do slowest = Math.max(slowest, await readAll(complaint));
    while (!over);
    const said = await end;

    // Every slow connection was closed by the deadline, long before slowhttptest would have let go.
    assert.match(said, /No open connections left/, said);
    assert.equal(attacker.exitCode, 0, said);
    t.diagnostic(`figure: while ${SLOW_CLIENTS} clients dripped ${name}, the slowest read took ${Math.round(slowest)} ms`);
    assert.ok(slowest < DEADLINE_SECONDS * 1000, `the slowest read took ${slowest} ms`);
  });
}
