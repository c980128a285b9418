// application/problem+json as RFC 9457 has it, for the problems that the HTTP core itself knows.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answersIn, expectProblem, given, rawExchange } from './support/heard.mjs';

const service = await given.service();
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();
const nobody = service.caller();

const problems = {
  'not-found': () => manager.get('/v1/nothing'),
  'method-not-allowed': () => manager.del('/v1/complaints'),
  'not-acceptable': () => manager.get('/v1/me', { headers: { accept: 'image/png' } }),
  'unsupported-media-type': () => manager.post('/v1/complaints', undefined, { text: 'x', type: 'text/plain' }),
  'malformed-request': () => manager.post('/v1/complaints', undefined, { text: '{' }),
  'validation-failed': () => manager.post('/v1/complaints', {}),
  'unknown-parameter': () => manager.get('/v1/complaints?foo=1'),
  unauthenticated: () => nobody.get('/v1/me'),
};

describe('each problem', () => {
  for (const [slug, ask] of Object.entries(problems)) {
    test(`${slug}: type, title, status, detail, instance, id, words for the reader`, async () => {
      const answer = await ask();
      const problem = expectProblem(answer, slug);
      assert.equal(answer.headers['content-type'], 'application/problem+json');
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(problem.type, `${service.base}/problems/${slug}`);
      assert.equal(problem.instance, answer.pathname);
      assert.equal(problem.request_id, answer.headers['request-id']);
      for (const member of ['title', 'detail', 'user_detail']) assert.ok(problem[member].length > 5, member);
      assert.equal(typeof problem.retryable, 'boolean');
      const page = await nobody.read(new URL(problem.type).pathname);
      assert.equal(page.title, problem.title);
    });
  }

  test('HEAD has the head of a problem and no body', async () => {
    const answer = await nobody.head('/v1/me');
    assert.equal(answer.status, 401);
    assert.equal(answer.text, '');
    assert.ok(Number(answer.headers['content-length']) > 100);
  });
});

describe('an instance is a reference, or it is not there', () => {
  for (const path of ['/v1/"quoted"', '/v1/<b>', '/v1/back\\slash', '/v1/{x}', `/v1/${'x'.repeat(600)}`]) {
    test(path.slice(0, 20), async () => {
      const { text } = await rawExchange(service.port, `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`, {
        enough: (seen) => answersIn(seen).length > 0,
      });
      const [answer] = answersIn(text);
      assert.equal(answer.status, 404);
      assert.equal(JSON.parse(answer.body).instance, undefined);
    });
  }
});
