// What is too much: request lines, headers, bodies, connections, time. Each limit from both sides, as problem+json where
// our code answers, and nobody else harmed.
import assert from 'node:assert/strict';
import net from 'node:net';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { Service, answersIn, exchange, expectProblem, given, rawExchange } from './support/heard.mjs';

const CROWD = process.env.HEARD_PROOF === undefined ? 1000 : 5000; // connections that are idle
const BODY = 16_384;
const HEAD = 8_192;
const service = await given.service({
  HEARD_BODY_BYTES: String(BODY),
  HEARD_HEADER_BYTES: String(HEAD),
  HEARD_IDLE_SECONDS: '2',
  HEARD_REQUEST_SECONDS: '2',
  HEARD_CONNECTIONS: String(CROWD + 200),
});
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();

const ask = (bytes) =>
  rawExchange(service.port, bytes, { enough: (text) => answersIn(text).length > 0 }).then(({ text }) => answersIn(text)[0]);
const metric = async (name) => {
  const { text } = await exchange(service.metricsBase, 'GET', '/metrics');
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
};

/** Until `asks` says yes; the bound makes a wrong answer a failure, not a wait. */
async function until(asks, what, bound = 15_000) {
  const end = Date.now() + bound;
  while (!(await asks())) {
    assert.ok(Date.now() < end, what);
    await new Promise((over) => setTimeout(over, 20));
  }
}

describe('bodies', () => {
  const bodyOf = (length) => {
    const empty = '{"own_words":""}';
    return `{"own_words":"${'x'.repeat(length - empty.length)}"}`;
  };

  test('of the limit are taken, of one byte more are not', async () => {
    assert.equal((await manager.post('/v1/complaints', undefined, { text: bodyOf(BODY) })).status, 201);
    const answer = await manager.post('/v1/complaints', undefined, { text: bodyOf(BODY + 1) });
    assert.equal(expectProblem(answer, 'too-large').limit_bytes, BODY);
  });

  test('valid JSON with more behind the limit is not cut to what is valid', async () => {
    const text = bodyOf(BODY) + ' '.repeat(100);
    expectProblem(await manager.post('/v1/complaints', undefined, { text }), 'too-large');
  });

  test('far too large, in chunks and without a length: no more is kept, nothing is made', async () => {
    const before = (await manager.read('/v1/complaints?limit=100')).items.length;
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const head = `POST /v1/complaints HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${manager.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await ask(`${head}${chunk.repeat(200)}0\r\n\r\n`);
    assert.equal(answer.status, 413);
    assert.equal((await manager.read('/v1/complaints?limit=100')).items.length, before);
  });
});

describe('request lines and headers', () => {
  test('a long query is told to be too long', async () => {
    const answer = await exchange(service.base, 'GET', `/v1/me?x=${'y'.repeat(HEAD / 2)}`);
    assert.equal(answer.status, 414);
    assert.match(JSON.parse(answer.text).type, /uri-too-long$/);
    assert.equal(JSON.parse(answer.text).limit_bytes, HEAD / 2);
  });

  test('many headers together are too large, though each is short', async () => {
    const headers = Object.fromEntries(Array.from({ length: 20 }, (_, number) => [`x-note-${number}`, 'y'.repeat(450)]));
    const answer = await exchange(service.base, 'GET', '/v1/me', { headers });
    assert.equal(answer.status, 431);
    assert.match(JSON.parse(answer.text).type, /headers-too-large$/);
  });

  test('a little less is fine', async () => {
    const answer = await exchange(service.base, 'GET', '/healthz/live', { headers: { 'x-note': 'y'.repeat(HEAD - 300) } });
    assert.equal(answer.status, 200);
  });

  test('what is beyond the pool is refused by libmicrohttpd, and the next client is served', async () => {
    const { text } = await rawExchange(service.port, `GET /v1/me HTTP/1.1\r\nHost: h\r\nX-Note: ${'y'.repeat(4 * HEAD)}\r\n\r\n`);
    for (const { status } of answersIn(text)) assert.ok(status >= 400 && status < 500);
    assert.equal((await exchange(service.base, 'GET', '/healthz/live')).status, 200);
  });

  test('too many parameters', async () => {
    const query = Array.from({ length: 40 }, (_, number) => `a${number}=1`).join('&');
    expectProblem(await manager.get(`/v1/complaints?${query}`), 'malformed-request');
  });
});

describe('parameters', () => {
  const refused = async (query) => expectProblem(await manager.get(`/v1/complaints?${query}`), 'validation-failed').errors;

  test('those that are not known are named, all of them', async () => {
    const problem = expectProblem(await manager.get('/v1/complaints?foo=1&limit=5&bar=2'), 'unknown-parameter');
    assert.deepEqual(problem.parameters, ['foo', 'bar']);
  });

  test('one stands once', async () => {
    assert.deepEqual((await refused('limit=5&limit=5')).map(({ parameter, code }) => [parameter, code]), [['limit', 'repeated']]);
  });

  for (const query of ['limit=0', 'limit=101', 'limit=1e1', 'limit=+5', 'limit=%205', 'limit=', 'limit', 'limit=99999999999999999999', 'open=yes', 'open=1', 'received_on_from=2026-02-30', 'status=stage1,', 'status=,', 'status=stage1,stage9', 'handler=me', 'sort=words']) {
    test(`${query} does not fit`, async () => {
      const [error] = await refused(query);
      assert.equal(error.parameter, query.split('=')[0]);
      assert.equal(error.code, 'invalid');
    });
  }

  for (const query of ['%zz=1', 'limit=%', 'limit=%4', 'limit=%00', 'limit=%ff', 'limit=%ed%a0%80']) {
    test(`${query} is not percent-encoded UTF-8`, async () => {
      expectProblem(await manager.get(`/v1/complaints?${query}`), 'malformed-request');
    });
  }

  test('what is fine', async () => {
    for (const query of ['', 'limit=100', 'limit=1&open=true', 'status=stage1,received', 'li%6dit=5', 'sort=-received_on', '&&limit=5&']) {
      assert.equal((await manager.get(`/v1/complaints?${query}`)).status, 200, query);
    }
  });
});

describe('connections', () => {
  const open = (count) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const socket = net.connect(service.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        return socket;
      }),
    );

  test(`${CROWD} that are idle cost the others nothing, and go when their time is over`, async () => {
    const sockets = [];
    for (let opened = 0; opened < CROWD; opened += 100) sockets.push(...(await open(100))); // the backlog is finite
    await until(async () => (await metric('heard_connections_total')) >= CROWD, 'the connections are counted');
    for (let i = 0; i < 20; i++) assert.equal((await manager.get('/v1/me')).status, 200);
    await until(async () => (await metric('heard_connections_open')) < 100, 'idle connections are closed');
    for (const socket of sockets) socket.destroy();
  });

  test('more than one address may have are refused, the others stay', async () => {
    const narrow = await Service.start(service.database, { HEARD_CONNECTIONS_PER_ADDRESS: '20' });
    try {
      const sockets = Array.from({ length: 40 }, () => net.connect(narrow.port, '127.0.0.1'));
      const ends = await Promise.all(
        sockets.map(async (socket) => {
          socket.on('error', () => undefined);
          socket.write('GET /healthz/live HTTP/1.1\r\nHost: h\r\n\r\n');
          return Promise.race([once(socket, 'data').then(() => 'served'), once(socket, 'close').then(() => 'refused')]);
        }),
      );
      const served = ends.filter((end) => end === 'served').length;
      assert.ok(served <= 20 && served >= 15, `${served} of 40 were served`); // the harness itself may hold some
      for (const socket of sockets) socket.destroy();
    } finally {
      await narrow.stop();
    }
  });

  test('beyond the limit in all, clients wait their turn', async () => {
    const narrow = await Service.start(service.database, { HEARD_CONNECTIONS: '16' });
    try {
      const request = 'GET /healthz/live HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
      const answers = await Promise.all(Array.from({ length: 100 }, () => rawExchange(narrow.port, request, { bound: 30_000 })));
      assert.ok(answers.every(({ text }) => answersIn(text)[0]?.status === 200));
    } finally {
      await narrow.stop();
    }
  });

  test('half a request and silence: closed', async () => {
    const { text } = await rawExchange(service.port, 'GET /v1/me HTTP/1.1\r\nHo');
    assert.equal(text, '');
  });

  test('a request that drips a byte at a time is cut, though it never is silent', async () => {
    const before = await metric('heard_connections_cut_total');
    const socket = net.connect(service.port, '127.0.0.1');
    let cut = false;
    socket.on('error', () => undefined);
    socket.on('close', () => (cut = true));
    await once(socket, 'connect');
    socket.write(`POST /v1/complaints HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n`);
    await until(async () => {
      if (!cut) socket.write('x');
      return cut;
    }, 'the connection is cut');
    assert.equal(await metric('heard_connections_cut_total'), before + 1);
  });

  test('a first line that drips is cut too', async () => {
    const socket = net.connect(service.port, '127.0.0.1');
    let cut = false;
    socket.on('error', () => undefined);
    socket.on('close', () => (cut = true));
    await once(socket, 'connect');
    await until(async () => {
      if (!cut) socket.write('G');
      return cut;
    }, 'the connection is cut');
  });

  test('a client that reads slowly holds up nobody', async () => {
    const slow = net.connect(service.port, '127.0.0.1');
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    slow.pause();
    slow.write('GET /v1/openapi.json HTTP/1.1\r\nHost: h\r\n\r\n'.repeat(40));
    for (let i = 0; i < 50; i++) assert.equal((await manager.get('/v1/me')).status, 200);
    slow.destroy();
  });

  test('clients that go away in the middle of anything leave the service well', async () => {
    const requests = [
      'GET /v1/openapi.json HTTP/1.1\r\nHost: h\r\n\r\n',
      'POST /v1/complaints HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"own',
      `POST /v1/complaints HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${manager.token}\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{"own_words":"x"}`,
    ];
    for (const socket of await open(60)) {
      socket.write(requests[Math.floor(Math.random() * requests.length)], () => socket.resetAndDestroy());
    }
    await until(async () => (await metric('heard_requests_running')) === 0, 'no request is left');
    assert.equal((await manager.get('/v1/me')).status, 200);
  });
});
