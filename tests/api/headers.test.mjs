// What every answer says about itself: its id, the trace, the version, what may be kept and by whom; ETags; preferences;
// challenges; idempotency.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exchange, expectProblem, given, sql } from './support/heard.mjs';

const service = await given.service();
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();
const nobody = service.caller();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('every answer', () => {
  const answers = {
    success: () => manager.get('/v1/me'),
    'a problem': () => nobody.get('/v1/me'),
    'nothing there': () => manager.get('/v1/nothing'),
    'a wrong method': () => manager.del('/v1/complaints'),
    'a page': () => nobody.get('/problems', { headers: { accept: 'text/html' } }),
  };
  for (const [what, ask] of Object.entries(answers)) {
    test(`${what}: id, version, safety`, async () => {
      const { headers, body } = await ask();
      assert.match(headers['request-id'], UUID);
      assert.match(headers['api-version'], /^1\.\d+\.\d+$/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.match(headers['content-security-policy'], /^default-src 'none'/);
      assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
      if (body?.request_id) assert.equal(body.request_id, headers['request-id']);
    });
  }

  test('an id is never the same, whatever the client sends', async () => {
    const ids = new Set();
    for (let i = 0; i < 20; i++) ids.add((await nobody.get('/healthz/live', { headers: { 'request-id': 'mine' } })).headers['request-id']);
    assert.equal(ids.size, 20);
    assert.ok(!ids.has('mine'));
  });

  test('nothing personal may be kept by anybody', async () => {
    const { id } = await story.complaint();
    for (const path of ['/v1/me', '/v1/complaints', `/v1/complaints/${id}`, '/v1/nothing', '/healthz/ready']) {
      assert.equal((await manager.get(path)).headers['cache-control'], 'no-store', path);
    }
  });
});

describe('traceparent (W3C Trace Context)', () => {
  const trace = '0af7651916cd43dd8448eb211c80319c';
  const asked = async (traceparent) => (await nobody.get('/healthz/live', { headers: { traceparent } })).headers.traceparent;

  test('a trace goes on with a span of ours', async () => {
    const answer = await asked(`00-${trace}-b7ad6b7169203331-01`);
    assert.match(answer, new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    assert.ok(!answer.includes('b7ad6b7169203331'));
  });

  for (const wrong of [`00-${trace}-b7ad6b7169203331`, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${trace}-${'0'.repeat(16)}-01`, `ff-${trace}-b7ad6b7169203331-01`, `00-${trace.toUpperCase()}-b7ad6b7169203331-01`, 'hello', '']) {
    test(`"${wrong}" is not one: a new trace begins`, async () => {
      const answer = await asked(wrong);
      assert.match(answer, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
      assert.ok(!answer.includes(trace));
    });
  }
});

describe('challenges (RFC 6750)', () => {
  const challenge = async (authorization) => {
    const answer = await nobody.get('/v1/me', { headers: authorization === undefined ? {} : { authorization } });
    expectProblem(answer, 'unauthenticated');
    return answer.headers['www-authenticate'];
  };

  test('without a token nothing is said to be wrong with it', async () => {
    assert.equal(await challenge(undefined), 'Bearer realm="heard"');
  });

  test('another scheme, or a token that is none', async () => {
    assert.match(await challenge('Basic YTpi'), /error="invalid_token"/);
    assert.match(await challenge('Bearer'), /error="invalid_token"/);
    assert.match(await challenge('Bearer a b'), /error="invalid_token"/);
    assert.match(await challenge('Bearer a.b.c'), /error="invalid_token", error_description="[^"]+"/);
  });

  test('a scope that is missing is named', async () => {
    const token = await service.token({ council: story.council.slug, as: 'complaints_manager', scope: 'complaints:read' });
    const answer = await service.caller(token).post('/v1/complaints', { own_words: 'x' });
    const problem = expectProblem(answer, 'insufficient-scope');
    assert.equal(problem.required_scope, 'complaints:submit');
    assert.match(answer.headers['www-authenticate'], /error="insufficient_scope", scope="complaints:submit"/);
  });

  test('a role that is missing is told, with those that would do', async () => {
    const token = await service.token({ council: story.council.slug, as: 'auditor_reader', scope: 'complaints:read complaints:write complaints:submit' });
    const problem = expectProblem(await service.caller(token).post('/v1/complaints', { own_words: 'x' }), 'insufficient-scope');
    assert.ok(problem.required_roles.includes('complainant'));
  });

  test('a council that is not known here', async () => {
    const token = await service.token({ council: 'atlantis', as: 'complaints_manager' });
    const answer = await service.caller(token).get('/v1/complaints');
    expectProblem(answer, 'unauthenticated');
    assert.match(answer.headers['www-authenticate'], /council/);
  });

  test('a token without a council opens no council', async () => {
    const token = await service.token({ as: 'complaints_manager', scope: 'complaints:read' });
    expectProblem(await service.caller(token).get('/v1/complaints'), 'insufficient-scope');
  });
});

describe('entity tags', () => {
  test('version, day and a digest of who sees what', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    const mine = await manager.get(path);
    const theirs = await story.asComplainant().get(path);
    assert.match(mine.headers.etag, /^"\d+\.2026-06-01\.[0-9a-f]{8}"$/);
    assert.notEqual(mine.headers.etag, theirs.headers.etag, 'another caller sees other actions');
    assert.notEqual(mine.headers.etag, (await manager.get(`${path}?plain=false`)).headers.etag);
    assert.equal(mine.headers.etag, (await manager.get(path)).headers.etag);
  });

  test('who holds the answer already gets 304 and no body', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    const { etag } = (await manager.get(path)).headers;
    for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await manager.get(path, { headers: { 'if-none-match': held } });
      assert.equal(answer.status, 304, held);
      assert.equal(answer.text, '');
      assert.equal(answer.headers.etag, etag);
    }
    assert.equal((await manager.get(path, { headers: { 'if-none-match': '"other"' } })).status, 200);
  });

  test('If-Match compares the version alone, and must be a list of tags', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    const version = (await manager.get(path)).headers.etag.split('.')[0];
    const amend = (ifMatch) => manager.patch(path, { language: 'cy' }, { headers: { 'if-match': ifMatch } });

    for (const wrong of ['1', 'hello', '"open', '"1" "2']) expectProblem(await amend(wrong), 'validation-failed');
    expectProblem(await amend('"0.2026-06-01.abc"'), 'version-mismatch');
    expectProblem(await amend(`${version}0.2026-06-01.abc"`), 'version-mismatch');
    assert.equal((await amend(`"0.x", W/${version}.2001-01-01.00000000"`)).status, 200);
    assert.equal((await amend('*')).status, 200);
  });
});

describe('Prefer: return=minimal (RFC 7240)', () => {
  test('what was made is only located', async () => {
    const answer = await manager.post('/v1/complaints', { own_words: 'Short, please.' }, { headers: { prefer: 'return=minimal' } });
    assert.equal(answer.status, 201);
    assert.equal(answer.text, '');
    assert.equal(answer.headers['preference-applied'], 'return=minimal');
    assert.equal((await manager.get(new URL(answer.headers.location).pathname)).status, 200);
  });

  test('what was changed is shown all the same', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    const headers = { prefer: 'return=minimal', 'if-match': (await manager.get(path)).headers.etag };
    assert.equal((await manager.patch(path, { language: 'cy' }, { headers })).body.language, 'cy');
  });

  test('other preferences are passed over', async () => {
    for (const prefer of ['return=representation', 'wait=5', 'xreturn=minimal', 'return=minimalist']) {
      const answer = await manager.post('/v1/complaints', { own_words: 'x' }, { headers: { prefer } });
      assert.equal(answer.headers['preference-applied'], undefined, prefer);
      assert.notEqual(answer.text, '');
    }
  });
});

describe('addresses in answers', () => {
  test('come from Host and from the proxy, and from nothing odd', async () => {
    const type = async (headers) => JSON.parse((await exchange(service.base, 'GET', '/v1/nothing', { headers })).text).type;
    assert.equal(await type({ host: 'heard.example' }), 'http://heard.example/problems/not-found');
    assert.equal(await type({ host: 'heard.example', 'x-forwarded-proto': 'https' }), 'https://heard.example/problems/not-found');
    assert.match(await type({ host: 'a"b<c' }), new RegExp(`^http://127\\.0\\.0\\.1:${service.port}/`));
  });
});

describe('Idempotency-Key', () => {
  const send = (key, body, caller = manager) => caller.post('/v1/complaints', body, { headers: { 'idempotency-key': key } });
  const count = async () => Number(await sql('SELECT count(*) FROM complaint', service.database));

  test('a repeat gets the first answer and makes nothing', async () => {
    const first = await send('repeat-0001', { own_words: 'Only once.' });
    const before = await count();
    const again = await send('repeat-0001', { own_words: 'Only once.' });
    assert.equal(again.status, 201);
    assert.equal(again.headers['idempotent-replayed'], 'true');
    assert.equal(first.headers['idempotent-replayed'], undefined);
    assert.equal(again.text, first.text);
    assert.equal(again.headers.location, first.headers.location);
    assert.equal(again.headers.etag, first.headers.etag);
    assert.equal(await count(), before);
  });

  test('another body under the same key is refused', async () => {
    await send('reuse-0001', { own_words: 'This.' });
    expectProblem(await send('reuse-0001', { own_words: 'That.' }), 'idempotency-key-reused');
  });

  test('a key is its caller\'s and its address\'s', async () => {
    const mine = await send('whose-0001', { own_words: 'Mine.' });
    const theirs = await send('whose-0001', { own_words: 'Mine.' }, story.asComplainant());
    assert.equal(theirs.status, 201);
    assert.notEqual(theirs.body.id, mine.body.id);
    const point = await manager.post(`/v1/complaints/${mine.body.id}/points`, { own_words: 'Mine.' }, { headers: { 'idempotency-key': 'whose-0001' } });
    assert.equal(point.status, 201);
  });

  test('what was refused is not kept', async () => {
    expectProblem(await send('refused-0001', { own_words: '' }), 'validation-failed');
    assert.equal((await send('refused-0001', { own_words: 'Better.' })).status, 201);
  });

  test('a key that is none is refused', async () => {
    for (const key of ['a b', 'x'.repeat(256)]) {
      const problem = expectProblem(await send(key, { own_words: 'x' }), 'validation-failed');
      assert.equal(problem.errors[0].parameter, 'Idempotency-Key');
    }
  });

  test('neither key nor answer can be read from the database', async () => {
    await send('a-key-that-is-secret', { own_words: 'Words that are secret.' });
    const kept = await sql('SELECT i::text FROM idempotency AS i', service.database);
    assert.ok(kept.length > 100);
    assert.doesNotMatch(kept, /a-key-that-is-secret|Words that are secret/);
    assert.ok(!kept.includes(Buffer.from('Words that are secret.').toString('hex')));
  });

  test('an answer whose days are over is forgotten: the key is new again, and old rows go', async () => {
    const first = await send('old-0001', { own_words: 'Long ago.' });
    await sql("UPDATE idempotency SET expires_at = now() - interval '1 second'", service.database);
    const again = await send('old-0001', { own_words: 'Long ago.' });
    assert.equal(again.headers['idempotent-replayed'], undefined);
    assert.notEqual(again.body.id, first.body.id);
    const over = () => sql('SELECT count(*) FROM idempotency WHERE expires_at <= now()', service.database);
    for (let i = 0; i < 400 && (await over()) !== '0'; i++) {
      await manager.post('/v1/enquiries', { kind: 'advice' }, { headers: { 'idempotency-key': `sweeper-${i}` } });
    }
    assert.equal(await over(), '0');
  });

  test('what the caller may no longer see is not shown again', async () => {
    const token = await service.token({ council: story.council.slug, as: 'complainant', sub: 'somebody', scope: 'complaints:submit complaints:read' });
    const mine = service.caller(token);
    const { id } = await mine.made('/v1/complaints', { own_words: 'Mine for now.' });
    const add = () => mine.post(`/v1/complaints/${id}/points`, { own_words: 'A point.' }, { headers: { 'idempotency-key': 'gone-0001' } });
    assert.equal((await add()).status, 201);
    assert.equal((await add()).headers['idempotent-replayed'], 'true');
    await sql(`UPDATE participant_identity SET subject = 'another' WHERE complaint = '${id}'`, service.database);
    expectProblem(await add(), 'not-found');
  });

  test('of many at once one is answered, the rest wait or repeat, and one complaint is made', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send('storm-0001', { own_words: 'Storm.' })));
    const made = answers.filter(({ status }) => status === 201);
    assert.ok(made.length >= 1);
    assert.equal(new Set(made.map(({ body }) => body.id)).size, 1);
    assert.equal(made.filter(({ headers }) => !headers['idempotent-replayed']).length, 1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 'request-in-progress');
      assert.ok(Number(answer.headers['retry-after']) >= 1);
    }
    assert.equal(await count(), before + 1);
  });
});
