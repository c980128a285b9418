// Bodies: JSON as RFC 8259 and I-JSON have it, refused with the position where it is not; every fault of form at once.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expectProblem, given } from './support/heard.mjs';

const service = await given.service();
const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
const manager = story.asManager();

const post = (text) => manager.post('/v1/complaints', undefined, { text });

describe('what is not JSON', () => {
  const broken = [
    ['it ends too early', '{"own_words":"x"', { line: 1, column: 17 }],
    ['something follows its end', '{"own_words":"x"} x', { line: 1 }],
    ['a second value follows', '{"own_words":"x"}{}', { line: 1 }],
    ['a comma too many', '{"own_words":"x",}', { line: 1 }],
    ['a comment', '{"own_words":"x" /* y */}', { line: 1 }],
    ['single quotes', "{'own_words':'x'}", { line: 1 }],
    ['a name without quotes', '{own_words:"x"}', { line: 1 }],
    ['a member named twice', '{"own_words":"x",\n"own_words":"y"}', { line: 2 }],
    ['NaN', '{"own_words":NaN}', { line: 1 }],
    ['a leading zero', '{"own_words":01}', { line: 1 }],
    ['a byte order mark', '\ufeff{"own_words":"x"}', { line: 1 }],
    ['nothing but blanks', '   ', { line: 1 }],
    ['an escaped NUL', '{"own_words":"a\\u0000b"}', { line: 1 }],
    ['a lone surrogate', '{"own_words":"\\ud800"}', { line: 1 }],
    ['surrogates the wrong way round', '{"own_words":"\\udc00\\ud800"}', { line: 1 }],
    ['a raw line end in a text', '{"own_words":"a\nb"}', {}],
    ['an unknown escape', '{"own_words":"\\x41"}', { line: 1 }],
    ['brackets without end', '['.repeat(50_000), { line: 1, column: 17 }],
    ['too deep', `{"own_words":${'['.repeat(20)}${']'.repeat(20)}}`, { line: 1 }],
    ['a number past all bounds', '{"own_words":1e999}', { line: 1 }],
  ];
  for (const [what, text, where] of broken) {
    test(what, async () => {
      const problem = expectProblem(await post(text), 'malformed-request');
      assert.ok(problem.position.line >= 1 && problem.position.column >= 1 && problem.position.offset >= 0);
      for (const [name, value] of Object.entries(where)) assert.equal(problem.position[name], value, `${name} of ${text.slice(0, 40)}`);
      assert.ok(!problem.detail.includes('own_words'), 'the words of the body are not repeated');
    });
  }

  for (const [what, bytes] of [
    ['bytes that are not UTF-8', [0xff, 0xfe]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate as UTF-8', [0xed, 0xa0, 0x80]],
    ['a character past U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
    ['a raw NUL', [0x00]],
  ]) {
    test(what, async () => {
      const text = Buffer.concat([Buffer.from('{"own_words":"a'), Buffer.from(bytes), Buffer.from('"}')]);
      expectProblem(await post(text), 'malformed-request');
    });
  }

  test('no body at all', async () => {
    expectProblem(await manager.post('/v1/complaints'), 'malformed-request');
    expectProblem(await post(''), 'malformed-request');
  });

  test('JSON that is no object', async () => {
    for (const text of ['[]', '"words"', '12', 'null', 'true']) {
      const problem = expectProblem(await post(text), 'validation-failed');
      assert.deepEqual(problem.errors.map(({ pointer, code }) => [pointer, code]), [['', 'wrong_type']], text);
    }
  });
});

describe('faults of form', () => {
  const faults = async (body) => {
    const problem = expectProblem(await manager.post('/v1/complaints', body), 'validation-failed');
    return problem.errors.map(({ pointer, code }) => `${pointer} ${code}`).toSorted();
  };

  test('all of them at once, each with its pointer', async () => {
    const found = await faults({
      own_words: '',
      received_on: '2026-02-30',
      form: 'sung',
      points: [{ own_words: 'a' }, { own_words: 12 }, 'x'],
      'no/such~member': 1,
    });
    for (const fault of ['/own_words blank', '/received_on not_a_date', '/form not_a_code', '/points/1/own_words wrong_type', '/points/2 wrong_type', '/no~1such~0member unknown_member']) {
      assert.ok(found.includes(fault), `${fault} in ${found}`);
    }
  });

  test('what must be there', async () => {
    assert.deepEqual(await faults({}), ['/own_words missing']);
    assert.deepEqual(await faults({ own_words: null }), ['/own_words null']);
    assert.deepEqual(await faults({ own_words: ' \n\t ' }), ['/own_words blank']);
  });

  test('lengths are counted in characters, not in bytes', async () => {
    const longest = '😀'.repeat(50_000);
    assert.equal((await manager.post('/v1/complaints', { own_words: longest })).status, 201);
    assert.deepEqual(await faults({ own_words: `${longest}!` }), ['/own_words too_long']);
  });

  test('control characters are refused, line ends and tabs are words', async () => {
    assert.deepEqual(await faults({ own_words: 'a\u0007b' }), ['/own_words control_character']);
    assert.deepEqual(await faults({ own_words: 'a\u007fb' }), ['/own_words control_character']);
    const { own_words: words } = await manager.made('/v1/complaints', { own_words: 'one\r\n\ttwo "three" \\ four \u2028' });
    assert.equal(words, 'one\r\n\ttwo "three" \\ four \u2028');
  });

  test('dates exist and are written one way', async () => {
    for (const date of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-6-1', '01/06/2026', '20260601', '2026-06-01T00:00:00Z', 20260601, '']) {
      assert.deepEqual(await faults({ own_words: 'x', received_on: date }), ['/received_on not_a_date'], String(date));
    }
  });

  test('each fault has a sentence for developers and one for the reader', async () => {
    const problem = expectProblem(await manager.post('/v1/complaints', { own_words: '', received_on: 'x' }), 'validation-failed');
    for (const error of problem.errors) {
      assert.ok(error.detail.length > 10);
      assert.ok(error.user_detail.length > 10);
    }
  });

  test('a great many faults are told, but not without end', async () => {
    const body = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`m${number}`, number]));
    const problem = expectProblem(await manager.post('/v1/complaints', body), 'validation-failed');
    assert.equal(problem.errors.length, 50);
  });

  test('a name of a member is cut between characters', async () => {
    const problem = expectProblem(await manager.post('/v1/complaints', { own_words: 'x', ['é'.repeat(1000)]: 1 }), 'validation-failed');
    assert.match(problem.errors[0].pointer, /^\/é+$/);
    assert.ok(problem.errors[0].pointer.length < 100);
  });
});

describe('patches', () => {
  test('change something, and nothing that is not named', async () => {
    const { id } = await story.complaint({ summary: 'About visits' });
    const path = `/v1/complaints/${id}`;
    const seen = await manager.get(path);
    const empty = await manager.patch(path, {}, { headers: { 'if-match': seen.headers.etag } });
    expectProblem(empty, 'validation-failed');
    const unknown = await manager.patch(path, { status: 'stage1' }, { headers: { 'if-match': seen.headers.etag } });
    assert.deepEqual(expectProblem(unknown, 'validation-failed').errors.map(({ pointer, code }) => [pointer, code]), [['/status', 'unknown_member']]);
    assert.equal((await manager.amended(path, { language: 'cy' })).summary, 'About visits');
    assert.equal((await manager.amended(path, { summary: null })).summary, null);
  });
});

describe('the order of checks (api.md 2): token, key, precondition, body form, rules', () => {
  test('a token that is missing comes before everything', async () => {
    const nobody = service.caller();
    for (const headers of [{}, { 'if-match': 'x' }, { 'idempotency-key': ' ' }]) {
      expectProblem(await nobody.post('/v1/complaints?foo=1', undefined, { text: '{', headers }), 'unauthenticated');
    }
  });

  test('a version that is missing or old comes before a body that does not fit', async () => {
    const { id } = await story.complaint();
    const path = `/v1/complaints/${id}`;
    expectProblem(await manager.patch(path, { nonsense: 1 }), 'precondition-required');
    const old = await manager.patch(path, { nonsense: 1 }, { headers: { 'if-match': '"99.x"' } });
    const problem = expectProblem(old, 'version-mismatch');
    assert.match(problem.current_etag, /^"\d+\./);
    const present = await manager.patch(path, { nonsense: 1 }, { headers: { 'if-match': problem.current_etag } });
    expectProblem(present, 'validation-failed');
  });

  test('a key that was used comes before a body that does not fit', async () => {
    const headers = { 'idempotency-key': 'order-of-checks-0001' };
    const made = await manager.post('/v1/complaints', { own_words: 'Once.' }, { headers });
    assert.equal(made.status, 201);
    expectProblem(await manager.post('/v1/complaints', { nonsense: 1 }, { headers }), 'idempotency-key-reused');
  });
});
