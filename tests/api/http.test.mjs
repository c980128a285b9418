// What HTTP itself promises: addresses, methods, media types, preflights, HEAD, compression, the contract and its page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { answersIn, exchange, expectProblem, given, rawExchange } from './support/heard.mjs';

const service = await given.service({ HEARD_CORS_ORIGINS: 'https://forms.example, https://other.example', HEARD_GZIP_BYTES: '4096' });
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();
const nobody = service.caller();

const ask = (bytes) =>
  rawExchange(service.port, bytes, { enough: (text) => answersIn(text).length > 0 }).then(({ text }) => answersIn(text)[0]);

describe('addresses', () => {
  const nowhere = [
    ['a trailing slash', '/v1/complaints/'],
    ['a doubled slash', '//v1/complaints'],
    ['a doubled slash inside', '/v1//complaints'],
    ['an escaped letter', '/v1/%63omplaints'],
    ['an escaped NUL', '/v1/complaints%00'],
    ['an escaped slash', '/v1%2Fcomplaints'],
    ['bad UTF-8', '/v1/complaints/%ff%fe'],
    ['raw bytes', '/v1/complaints/\u00e9'],
    ['dots', '/v1/../v1/complaints'],
    ['another case', '/V1/complaints'],
    ['an id that is none', '/v1/complaints/20'],
    ['an id with an escaped NUL behind it', '/v1/complaints/01a20989-906c-70ef-b077-43da220dfa24%00'],
    ['nothing', '/'],
    ['more segments than any address has', '/v1/a/b/c/d/e/f/g/h/i/j/k'],
  ];
  for (const [what, path] of nowhere) {
    test(`${what} leads nowhere`, async () => {
      const answer = await ask(`GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
      assert.equal(answer.status, 404);
      assert.match(answer.headers['content-type'], /^application\/problem\+json/);
      assert.match(JSON.parse(answer.body).type, /\/problems\/not-found$/);
    });
  }

  test('an absolute target is taken by its path (RFC 9112, 3.2.2)', async () => {
    const answer = await ask('GET http://heard.example/healthz/live HTTP/1.1\r\nHost: heard.example\r\n\r\n');
    assert.equal(answer.status, 200);
  });

  test('an id is read in either case and shown in lower case', async () => {
    const made = await story.complaint();
    const shown = await manager.read(`/v1/complaints/${made.id.toUpperCase()}`);
    assert.equal(shown.id, made.id);
  });

  test('metrics are on the second port only, health on both', async () => {
    assert.equal((await exchange(service.base, 'GET', '/metrics')).status, 404);
    for (const base of [service.base, service.metricsBase]) {
      for (const path of ['/healthz/live', '/healthz/ready']) assert.equal((await exchange(base, 'GET', path)).status, 200);
    }
    assert.equal((await exchange(service.metricsBase, 'GET', '/metrics')).status, 200);
    assert.equal((await exchange(service.metricsBase, 'GET', '/v1/me')).status, 404);
  });
});

describe('methods', () => {
  test('the wrong method is refused with those that are taken', async () => {
    const answer = await manager.del('/v1/complaints');
    const problem = expectProblem(answer, 'method-not-allowed');
    assert.equal(answer.headers.allow, 'GET, HEAD, POST, OPTIONS');
    assert.deepEqual(problem.allow, ['GET', 'HEAD', 'POST', 'OPTIONS']);
  });

  test('methods are compared as they are', async () => {
    const answer = await ask('get /healthz/live HTTP/1.1\r\nHost: h\r\n\r\n');
    assert.equal(answer.status, 405);
  });

  test('a method that nobody knows is refused alike', async () => {
    const answer = await ask('BREW /healthz/live HTTP/1.1\r\nHost: h\r\n\r\n');
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, 'GET, HEAD, OPTIONS');
  });

  test('HEAD says what GET would say, without the body', async () => {
    const { id } = await story.complaint();
    const got = await manager.get(`/v1/complaints/${id}`);
    const head = await manager.head(`/v1/complaints/${id}`);
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    assert.equal(head.headers['content-length'], String(got.bytes.length));
    assert.equal(head.headers.etag, got.headers.etag);
  });

  test('OPTIONS tells the methods, and nothing of what is there', async () => {
    const answer = await nobody.send('OPTIONS', '/v1/complaints');
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.allow, 'GET, HEAD, POST, OPTIONS');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.equal((await nobody.send('OPTIONS', '/v1/nothing')).status, 404);
  });
});

describe('pages of other origins', () => {
  const preflight = (origin) =>
    nobody.send('OPTIONS', '/v1/complaints', {
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  test('an origin of the settings may call', async () => {
    const answer = await preflight('https://forms.example');
    assert.equal(answer.status, 204);
    assert.equal(answer.headers['access-control-allow-origin'], 'https://forms.example');
    assert.match(answer.headers['access-control-allow-methods'], /\bPOST\b/);
    assert.match(answer.headers['access-control-allow-headers'], /\bAuthorization\b/);
    assert.match(answer.headers['access-control-allow-headers'], /\bIdempotency-Key\b/);
  });

  test('any other may not, nor one that merely looks like it', async () => {
    for (const origin of ['https://evil.example', 'https://forms.example.evil', 'https://forms.exampl', 'null', 'http://forms.example']) {
      assert.equal((await preflight(origin)).headers['access-control-allow-origin'], undefined, origin);
    }
  });

  test('answers and problems can be read by the page', async () => {
    const refused = await nobody.get('/v1/me', { headers: { origin: 'https://other.example' } });
    expectProblem(refused, 'unauthenticated');
    assert.equal(refused.headers['access-control-allow-origin'], 'https://other.example');
    assert.match(refused.headers['access-control-expose-headers'], /WWW-Authenticate/);
    assert.equal(refused.headers['access-control-allow-credentials'], undefined);
  });

  test('the contract is open to every page', async () => {
    const answer = await nobody.get('/v1/openapi.json', { headers: { origin: 'https://evil.example' } });
    assert.equal(answer.headers['access-control-allow-origin'], '*');
  });
});

describe('media types', () => {
  test('what cannot be given is refused with what can', async () => {
    const problem = expectProblem(await nobody.get('/problems', { headers: { accept: 'application/xml' } }), 'not-acceptable');
    assert.deepEqual(problem.available, ['application/json', 'text/html']);
  });

  test('a weight of nought is a refusal', async () => {
    expectProblem(await nobody.get('/problems', { headers: { accept: 'application/json;q=0, text/plain' } }), 'not-acceptable');
    const page = await nobody.get('/problems', { headers: { accept: 'application/json;q=0, text/html' } });
    assert.match(page.headers['content-type'], /^text\/html/);
  });

  for (const accept of ['*/*', 'application/*', 'APPLICATION/JSON', 'text/html, application/json;q=0.9', 'application/problem+json']) {
    test(`Accept: ${accept} gets JSON`, async () => {
      const answer = await manager.get('/v1/me', { headers: { accept } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['content-type'], 'application/json');
    });
  }

  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
  for (const [accept, type] of [
    [browser, 'text/html'],
    ['text/html, */*;q=0.1', 'text/html'],
    ['text/*', 'text/html'],
    ['application/json;q=0.5, text/html;q=0.4', 'application/json'],
    ['application/json;q=0.4, text/html;q=0.5', 'text/html'],
    ['application/json;q=0, */*', 'text/html'],
    ['*/*', 'application/json'],
  ]) {
    test(`of JSON and a page, ${accept} wants ${type} most`, async () => {
      const answer = await nobody.get('/problems/not-found', { headers: { accept } });
      assert.equal(answer.headers['content-type'].split(';')[0], type);
    });
  }

  for (const [type, why] of [
    ['text/plain', 'no JSON'],
    ['application/jsonp', 'only like JSON'],
    ['multipart/form-data; boundary=x', 'a form'],
    ['application/x-www-form-urlencoded', 'a form'],
    ['application/merge-patch+json', 'a patch where none is taken'],
  ]) {
    test(`a body of ${type} is refused: ${why}`, async () => {
      const answer = await manager.post('/v1/complaints', undefined, { text: '{"own_words":"x"}', type });
      const problem = expectProblem(answer, 'unsupported-media-type');
      assert.deepEqual(problem.accept, ['application/json']);
      assert.equal(answer.headers.accept, 'application/json');
    });
  }

  test('a compressed body is refused, never guessed at', async () => {
    const answer = await manager.post('/v1/complaints', { own_words: 'x' }, { headers: { 'content-encoding': 'gzip' } });
    expectProblem(answer, 'unsupported-media-type');
  });

  test('a charset is passed over: JSON is UTF-8', async () => {
    const answer = await manager.post('/v1/complaints', { own_words: 'Žofie, 你好' }, { type: 'application/json; charset=latin1' });
    assert.equal(answer.status, 201);
    assert.equal(answer.body.own_words, 'Žofie, 你好');
  });
});

describe('compression', () => {
  test('a long answer is compressed when that is asked for', async () => {
    const plain = await nobody.get('/v1/openapi.json');
    const packed = await nobody.get('/v1/openapi.yaml', { headers: { 'accept-encoding': 'gzip' } });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.match(gunzipSync(packed.bytes).toString('utf8'), /^openapi: 3\.1/);
    assert.match(packed.headers.etag, /^W\//, 'other bytes, so a weak tag');
    assert.match(packed.headers.vary, /Accept-Encoding/);
  });

  test('an answer made for one caller is compressed alike, and its weak tag still names the version', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    const plain = await manager.get(path);
    const packed = await exchange(service.base, 'GET', path, {
      headers: { authorization: `Bearer ${manager.token}`, 'accept-encoding': 'gzip, br' },
    });
    assert.ok(plain.bytes.length > 4096, 'the answer is worth it');
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.ok(packed.bytes.length < plain.bytes.length / 2);
    assert.deepEqual(JSON.parse(gunzipSync(packed.bytes).toString('utf8')).id, id);
    assert.equal(packed.headers.etag, `W/${plain.headers.etag}`);
    const amended = await manager.patch(path, { language: 'cy' }, { headers: { 'if-match': packed.headers.etag } });
    assert.equal(amended.status, 200);
  });

  test('a short one is not, nor where it is declined', async () => {
    assert.equal((await nobody.get('/healthz/live', { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding'], undefined);
    for (const declined of ['gzip;q=0', 'br', 'identity']) {
      const answer = await nobody.get('/v1/openapi.json', { headers: { 'accept-encoding': declined } });
      assert.equal(answer.headers['content-encoding'], undefined, declined);
    }
  });
});

describe('the contract and its page', () => {
  test('as YAML and as JSON, the same for all and kept by caches', async () => {
    const yaml = await nobody.get('/v1/openapi.yaml');
    const json = await nobody.get('/v1/openapi.json');
    assert.match(yaml.headers['content-type'], /^application\/yaml/);
    assert.equal(json.body.info.version, json.headers['api-version']);
    assert.match(json.headers['cache-control'], /^public/);
    const again = await nobody.get('/v1/openapi.json', { headers: { 'if-none-match': json.headers.etag } });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    assert.equal(again.headers.etag, json.headers.etag);
  });

  test('the page loads only what the service itself gives', async () => {
    const page = await nobody.get('/docs');
    if (page.status === 404) return assert.match(page.body.detail, /made without swagger-ui/); // where npm is not to be had
    assert.match(page.headers['content-security-policy'], /default-src 'none'/);
    assert.doesNotMatch(page.headers['content-security-policy'], /script-src[^;]*unsafe/);
    assert.doesNotMatch(page.text, /https?:\/\//);
    assert.doesNotMatch(page.text, /<script>|onload=|javascript:/);
    for (const [, asset] of page.text.matchAll(/(?:src|href)="(\/docs\/[^"]+)"/g)) {
      assert.equal((await nobody.get(asset)).status, 200, asset);
    }
    expectProblem(await nobody.get('/docs/secrets.txt'), 'not-found');
  });
});
