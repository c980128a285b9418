// PostgreSQL is killed outright under a write load, on a durable cluster of the drill's own: every complaint that was
// acknowledged is found afterwards, whole, and nothing that was not is there in part.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, test } from 'node:test';

const clusters = fileURLToPath(new URL('../support/cluster.sh', import.meta.url));
const cluster = (...words) => execFileSync('bash', [clusters, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
const [folder, conninfo] = cluster('make', 'durable').trim().split('\n');

process.env.HEARD_TEST_CLUSTER = conninfo; // read when the harness is loaded
const { Service, eventually, exchange, given, sql } = await import('./support/heard.mjs');

const KILLS = process.env.HEARD_PROOF ? 20 : 3;
const WRITERS = 8;
const WRITES_BEFORE_A_KILL = 25;
const RETURNS_WITHIN_MS = 60_000;

const service = await given.service();
after(() => cluster('remove', folder)); // after the service and its database are gone
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });

const acknowledged = new Set();
let refused = 0;

/** Complain until told to stop; what is answered with 201 must be there for ever. */
async function writer(running) {
  const caller = story.asComplainant();

  for (let i = 0; running(); i++) {
    const answer = await caller.post('/v1/complaints', { own_words: `Write ${i}.`, points: [{ own_words: 'One.' }, { own_words: 'Two.' }] });
    if (answer.status === 201) {
      acknowledged.add(answer.body.id);
    } else {
      assert.equal(answer.status, 503, JSON.stringify(answer.body));
      refused++;
    }
  }
}

test(`${KILLS} times kill -9 under ${WRITERS} writers: nothing acknowledged is lost, nothing is there in part`, async () => {
  let running = true;
  const writers = Array.from({ length: WRITERS }, () => writer(() => running));

  try {
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = acknowledged.size;
      await eventually(() => acknowledged.size >= before + WRITES_BEFORE_A_KILL, RETURNS_WITHIN_MS, () => `no writes before kill ${kill}`);
      cluster('kill', folder);
      cluster('start', folder);
    }
    const before = acknowledged.size;
    await eventually(() => acknowledged.size > before, RETURNS_WITHIN_MS, () => 'no writes after the last kill');
  } finally {
    running = false;
    await Promise.all(writers);
  }
  await eventually(
    async () => (await exchange(service.base, 'GET', '/healthz/ready')).status === 200,
    RETURNS_WITHIN_MS,
    () => 'not ready again',
  );

  const kept = new Set((await sql('SELECT id FROM complaint', service.database)).split('\n'));
  assert.deepEqual([...acknowledged].filter((id) => !kept.has(id)), [], 'acknowledged, and lost');
  assert.equal(
    await sql(
      `SELECT count(*) FROM complaint AS c
       WHERE (SELECT count(*) FROM point WHERE complaint = c.id) <> 2
          OR (SELECT count(*) FROM act WHERE complaint = c.id) <> 1
          OR NOT EXISTS (SELECT FROM deadline WHERE complaint = c.id)
          OR (SELECT count(*) FROM event WHERE complaint = c.id) <> c.events`,
      service.database,
    ),
    '0',
    'a complaint that is there in part',
  );
  assert.ok(refused > 0, 'the kills were not felt');
  console.log(`${acknowledged.size} acknowledged over ${KILLS} kills, all found; ${refused} answered 503`);
});
