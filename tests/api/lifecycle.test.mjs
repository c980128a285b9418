// Starting, stopping, and the database going and coming back. Nothing acknowledged is ever lost.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import net from 'node:net';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { databaseDrop, environment, program } from './support/database.mjs';
import { Service, exchange, expectProblem, given, sql } from './support/heard.mjs';

const proof = process.env.HEARD_PROOF !== undefined;

async function until(asks, what, bound = 20_000) {
  const end = Date.now() + bound;
  while (!(await asks())) {
    assert.ok(Date.now() < end, what);
    await new Promise((over) => setTimeout(over, 20));
  }
}

/** Run `heard serve` to its end: {code, said}. */
async function served(settings) {
  const child = spawn(program, ['serve'], { env: environment(settings), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (part) => (said += part));
  const [code] = await once(child, 'exit');
  return { code, said };
}

const service = await given.service();
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();

describe('a start that cannot be', () => {
  const refused = async (settings, sentence) => {
    const { code, said } = await served({ ...service.settings, ...settings });
    assert.equal(code, 1, said);
    assert.match(said, sentence);
  };

  test('a port that is taken is named', async () => {
    await refused({ HEARD_PORT: String(service.port), HEARD_METRICS_PORT: String(service.metricsPort) }, /another program has that port/);
  });

  test('an address that is not this machine\'s', async () => {
    await refused({ HEARD_LISTEN: '203.0.113.1', HEARD_PORT: '1', HEARD_METRICS_PORT: '2' }, /Cannot listen on 203\.0\.113\.1|development/);
    await refused({ HEARD_LISTEN: 'no such host', HEARD_ENV: 'production' }, /HEARD_LISTEN|issuer|key/);
  });

  test('no database setting', async () => {
    await refused({ HEARD_DATABASE: '' }, /HEARD_DATABASE is not set/);
  });

  test('a schema without its migrations', async () => {
    const empty = `heard_empty_${process.pid}`;
    await sql(`CREATE DATABASE ${empty}`);
    try {
      const database = service.settings.HEARD_DATABASE.replace(service.database, empty);
      await refused({ HEARD_DATABASE: database, HEARD_PORT: '1', HEARD_METRICS_PORT: '2' }, /heard migrate/);
    } finally {
      await databaseDrop(empty);
    }
  });
});

describe('metrics', () => {
  test('tell what was asked and answered', async () => {
    const figure = async (line) => {
      const { text, headers } = await exchange(service.metricsBase, 'GET', '/metrics');
      assert.match(headers['content-type'], /^text\/plain; version=0\.0\.4/);
      return Number(text.split('\n').find((candidate) => candidate.startsWith(line))?.split(' ').at(-1) ?? 0);
    };
    const answered = 'heard_requests_total{method="GET",route="/v1/me",status="200"}';
    const before = await figure(answered);
    for (let i = 0; i < 7; i++) await manager.get('/v1/me');
    assert.equal(await figure(answered), before + 7);
    assert.ok((await figure('heard_request_seconds_count{method="GET",route="/v1/me"}')) >= 7);
    assert.ok((await figure('heard_tokens_remembered_total')) >= 6);
    assert.ok((await figure('heard_database_connections')) >= 1);
    assert.equal(await figure('heard_build_info'), 1);
  });

  test('have a type and a help for every name, and buckets that only rise', async () => {
    const { text } = await exchange(service.metricsBase, 'GET', '/metrics');
    const lines = text.trim().split('\n');
    const typed = new Set(lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]));
    for (const line of lines.filter((candidate) => !candidate.startsWith('#'))) {
      assert.match(line, /^[a-z_]+(\{[^}]*\})? [0-9.e+-]+$/);
      assert.ok(typed.has(line.split(/[{ ]/)[0].replace(/_(bucket|sum|count)$/, '')) || typed.has(line.split(/[{ ]/)[0]), line);
    }
    const buckets = lines.filter((line) => line.startsWith('heard_request_seconds_bucket{method="GET",route="/v1/me"'));
    const counts = buckets.map((line) => Number(line.split(' ').at(-1)));
    assert.deepEqual(counts, counts.toSorted((a, b) => a - b));
  });
});

describe('the database goes', () => {
  const ended = (name) => sql(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '${name}' AND usename = 'heard_service'`);

  test('backends that are killed while idle are not noticed by a reader', async () => {
    const { id } = await story.complaint();
    for (let round = 0; round < 3; round++) {
      await ended(service.database);
      const answers = await Promise.all(Array.from({ length: 16 }, () => manager.get(`/v1/complaints/${id}`)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    }
  });

  test('while it takes no connection: 503 with Retry-After; when it does again, answers by themselves', async () => {
    const { id } = await story.complaint();
    await sql(`ALTER DATABASE ${service.database} ALLOW_CONNECTIONS false`);
    try {
      await ended(service.database);
      await until(async () => (await exchange(service.base, 'GET', '/healthz/ready')).status === 503, 'not ready');
      const refused = await manager.get(`/v1/complaints/${id}`);
      expectProblem(refused, 'unavailable');
      assert.equal(refused.body.retryable, true);
      assert.ok(Number(refused.headers['retry-after']) >= 1);
      expectProblem(await manager.post('/v1/complaints', { own_words: 'x' }), 'unavailable');
      assert.equal((await service.caller().get('/healthz/live')).status, 200);
      expectProblem(await service.caller().get('/v1/me'), 'unauthenticated');
    } finally {
      await sql(`ALTER DATABASE ${service.database} ALLOW_CONNECTIONS true`);
    }
    await until(async () => (await exchange(service.base, 'GET', '/healthz/ready')).status === 200, 'ready again');
    await until(async () => (await manager.get(`/v1/complaints/${id}`)).status === 200, 'answers again');
    for (let i = 0; i < 20; i++) {
      await until(async () => (await manager.post('/v1/complaints', { own_words: 'Back.' })).status === 201, 'every thread writes again');
    }
  });

  test('every complaint that was acknowledged while backends were killed is there', async () => {
    const acknowledged = [];
    let killing = true;
    const killer = (async () => {
      while (killing) await ended(service.database);
    })();
    const rounds = proof ? 400 : 40;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let i = 0; i < rounds; i++) {
          const answer = await story.asComplainant().post('/v1/complaints', { own_words: `Number ${i}.` });
          if (answer.status === 201) acknowledged.push(answer.body.id);
          else expectProblem(answer, 'unavailable');
        }
      }),
    );
    killing = false;
    await killer;
    await until(async () => (await exchange(service.base, 'GET', '/healthz/ready')).status === 200, 'ready again');
    const kept = new Set((await sql('SELECT id FROM complaint', service.database)).split('\n'));
    assert.deepEqual(acknowledged.filter((id) => !kept.has(id)), []);
  });
});

describe('stopping', () => {
  /** A service of its own on the same database. */
  const another = (settings = {}) => Service.start(service.database, settings);

  test('an idle service stops at once, with 0', async () => {
    const idle = await another();
    await idle.stop();
  });

  test('under load no answer is lost: each request is answered whole or never begun, and what was acknowledged is there', async () => {
    const loaded = await another();
    const caller = loaded.caller(await loaded.token({ council: story.council.slug, as: 'complaints_manager' }));
    const acknowledged = [];
    let stopping = false;
    let broken = 0;
    const words = 'Said while it stops.';
    const clients = Array.from({ length: 12 }, async (_, client) => {
      for (let i = 0; ; i++) {
        try {
          const answer = await exchange(loaded.base, 'POST', '/v1/complaints', {
            text: JSON.stringify({ own_words: words, summary: `Client ${client}, number ${i}.` }),
            headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/json' },
          });
          if (answer.status === 201) acknowledged.push(JSON.parse(answer.text).id);
          else assert.equal(answer.status, 503, answer.text);
        } catch (error) {
          assert.ok(stopping, `no connection breaks before the stop: ${error}`);
          if (error.code === 'ECONNREFUSED') return;
          broken++; // the client cannot know: it may ask again with its key
          if (broken > 1000) return;
        }
      }
    });
    await until(async () => acknowledged.length > 50, 'there is load');
    stopping = true;
    await loaded.stop();
    await Promise.all(clients);
    const kept = (await sql(`SELECT id FROM complaint WHERE own_words = '${words}'`, service.database)).split('\n');
    assert.deepEqual(kept.toSorted(), acknowledged.toSorted(), 'what was made was answered, and the other way round');
  });

  test('a request that runs is answered; who connects meanwhile is refused', async () => {
    const slow = await another({ HEARD_LOCK_MS: '20000', HEARD_STATEMENT_MS: '30000' });
    const caller = slow.caller(await slow.token({ council: story.council.slug, as: 'complaints_manager' }));
    const { id } = await story.complaint();
    const holder = spawn('psql', ['-X', '-q', '-A', '-t', '-d', service.settings.HEARD_OWNER_DATABASE], { stdio: ['pipe', 'pipe', 'inherit'] });
    holder.stdin.write(`BEGIN; SELECT 'held' FROM complaint_lock WHERE complaint = '${id}' FOR UPDATE;\n`);
    await once(holder.stdout, 'data');

    const running = caller.post(`/v1/complaints/${id}/points`, { own_words: 'Wait for me.' });
    await until(
      async () => (await sql(`SELECT count(*) FROM pg_stat_activity WHERE datname = '${service.database}' AND wait_event_type = 'Lock'`)) !== '0',
      'the request waits for the lock',
    );
    const stopped = slow.stop();
    await until(async () => {
      const socket = net.connect(slow.port, '127.0.0.1');
      const [event] = await Promise.race([once(socket, 'connect').then(() => ['connect']), once(socket, 'error').then(() => ['error'])]).catch(() => ['error']);
      socket.destroy();
      return event === 'error';
    }, 'new connections are refused');
    holder.stdin.end('COMMIT;\n');
    const answer = await running;
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.connection, 'close');
    await stopped;
  });

  test('HEARD_STOP_SECONDS bounds the wait', async () => {
    const stuck = await another({ HEARD_STOP_SECONDS: '1' });
    const socket = net.connect(stuck.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /v1/complaints HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{');
    await until(async () => {
      const { text } = await exchange(stuck.metricsBase, 'GET', '/metrics');
      return /^heard_requests_running 1$/m.test(text);
    }, 'the request has begun');
    await stuck.stop();
    socket.destroy();
  });
});

test('one line for each request: route, ids, status, time; no words, tokens or queries', async () => {
  const logged = await Service.start(service.database);
  const caller = logged.caller(await logged.token({ council: story.council.slug, as: 'complaints_manager' }));
  const secret = 'a-word-nobody-may-log';
  const { id } = await caller.made('/v1/complaints', { own_words: secret });
  await caller.get(`/v1/complaints/${id}`);
  await caller.get('/v1/complaints?external_id=a-query-nobody-may-log');
  await caller.get('/v1/a-path-nobody-may-log');
  let said = '';
  const read = async () => (said = await import('node:fs/promises').then(({ readFile }) => readFile(logged.logFile, 'utf8')));
  await logged.stop();
  await until(async () => (await read()).includes('"event":"stopped"'), 'the log is whole');
  for (const word of ['nobody-may-log', caller.token]) assert.ok(!said.includes(word), `${word} was logged`);
  const lines = said.trim().split('\n').map((line) => JSON.parse(line));
  const shown = lines.find((line) => line.route === '/v1/complaints/:complaint_id' && line.complaint_id === id);
  assert.equal(shown.status, 200);
  assert.equal(shown.method, 'GET');
  assert.ok(shown.ms > 0);
  assert.ok(lines.some((line) => line.route === 'none' && line.status === 404));
});
