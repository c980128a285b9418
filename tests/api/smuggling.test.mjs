// The shapes by which one request is made to look like two (architecture.md 7, decision 22). Each is refused and the
// connection ends: what follows on it is never taken for a request.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answersIn, given, rawExchange } from './support/heard.mjs';

const service = await given.service({ HEARD_IDLE_SECONDS: '2' }); // a body that never ends is dropped after that
const second = 'GET /healthz/live HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';

/** Send `head` and `body`, a whole second request behind them; everything that comes back until the end. */
const send = (head, body = '') => rawExchange(service.port, `${head.join('\r\n')}\r\n\r\n${body}${second}`);

function refused({ text, closed }) {
  const answers = answersIn(text);
  assert.ok(closed, 'the connection was closed');
  assert.ok(answers.length <= 1, `one answer at most, not ${answers.length}: ${text}`);
  assert.ok(!text.includes('"live"'), 'the second request was not answered');
  if (answers.length) assert.ok(answers[0].status >= 400 && answers[0].status < 500, text);
  return answers[0];
}

const POST = 'POST /v1/complaints HTTP/1.1';
const ours = [
  ['two lengths that differ', [POST, 'Host: h', 'Content-Length: 5', 'Content-Length: 6'], 'hello'],
  ['two lengths that are the same', [POST, 'Host: h', 'Content-Length: 5', 'Content-Length: 5'], 'hello'],
  ['two lengths in other spellings', [POST, 'Host: h', 'Content-Length: 5', 'content-length: 6'], 'hello'],
  ['a list of lengths', [POST, 'Host: h', 'Content-Length: 5, 5'], 'hello'],
  ['a length and chunks', [POST, 'Host: h', 'Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ['chunks and a length', [POST, 'Host: h', 'Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'],
  ['an encoding that is not chunked', [POST, 'Host: h', 'Transfer-Encoding: identity'], ''],
  ['two encodings', [POST, 'Host: h', 'Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'],
  ['chunks named twice', [POST, 'Host: h', 'Transfer-Encoding: chunked', 'transfer-encoding: chunked'], '0\r\n\r\n'],
  ['two hosts', ['GET /v1/me HTTP/1.1', 'Host: a', 'Host: b']],
  ['two hosts in other spellings', ['GET /v1/me HTTP/1.1', 'Host: a', 'HOST: b']],
  ['two tokens', ['GET /v1/me HTTP/1.1', 'Host: h', 'Authorization: Bearer a', 'Authorization: Bearer b']],
  ['two tokens in other spellings', ['GET /v1/me HTTP/1.1', 'Host: h', 'Authorization: Bearer a', 'authorization: Bearer b']],
  ['two keys', [POST, 'Host: h', 'Idempotency-Key: a', 'idempotency-key: b', 'Content-Length: 0']],
  ['two media types', [POST, 'Host: h', 'Content-Type: text/plain', 'content-type: application/json', 'Content-Length: 0']],
  ['a control character in a header', ['GET /v1/me HTTP/1.1', 'Host: h', 'X-Note: a\u0001b']],
  ['a continued length', [POST, 'Host: h', 'Content-Length:', ' 5'], 'hello'],
  ['a continued encoding', [POST, 'Host: h', 'Transfer-Encoding:', '\tchunked'], '0\r\n\r\n'],
  ['a continued key', [POST, 'Host: h', 'Idempotency-Key:', ' abc', 'Content-Length: 0']],
  ['a continued token', ['GET /v1/me HTTP/1.1', 'Host: h', 'Authorization:', ' Bearer a']],
  ['a header inside of a continued one', [POST, 'Host: h', 'X-Note: a', ' Content-Length: 5'], 'hello'],
  ['a lone carriage return in a header', ['GET /v1/me HTTP/1.1', 'Host: h', 'X-Note: a\rContent-Length: 5']],
  ['a blank before the colon', ['GET /v1/me HTTP/1.1', 'Host: h', 'Content-Length : 5']],
  ['a name that is no token', ['GET /v1/me HTTP/1.1', 'Host: h', 'Content(Length): 5']],
];

describe('refused by the service itself, as a problem', () => {
  for (const [what, head, body] of ours) {
    test(what, async () => {
      const answer = refused(await send(head, body));
      if (!answer) return; // libmicrohttpd closed before our code
      if (!answer.headers['content-type']?.startsWith('application/problem+json')) return; // it answered itself
      assert.equal(answer.status, 400);
      assert.match(JSON.parse(answer.body).type, /\/problems\/malformed-request$/);
      assert.match(answer.headers.connection ?? '', /close/i);
      assert.ok(answer.headers['request-id']);
    });
  }

  test('as a problem, but where libmicrohttpd says no itself or waits for the end of a body that has none', async () => {
    const came = await Promise.all(ours.map(async ([what, head, body]) => [what, answersIn((await send(head, body)).text)[0]]));
    const silent = came.filter(([, answer]) => !answer?.headers['content-type']?.startsWith('application/problem+json'));
    assert.deepEqual(silent.map(([what]) => what), ['a list of lengths', 'an encoding that is not chunked', 'two encodings']);
  });
});

describe('refused before our code', () => {
  const theirs = [
    ['no host', ['GET /v1/me HTTP/1.1']],
    ['a length that is no number', [POST, 'Host: h', 'Content-Length: 5x'], 'hello'],
    ['a negative length', [POST, 'Host: h', 'Content-Length: -5'], 'hello'],
    ['a length past 64 bits', [POST, 'Host: h', 'Content-Length: 99999999999999999999999'], 'hello'],
    ['chunks that are none', [POST, 'Host: h', 'Transfer-Encoding: chunked'], 'zz\r\nhello\r\n0\r\n\r\n'],
  ];
  for (const [what, head, body] of theirs) {
    test(what, async () => {
      refused(await send(head, body));
    });
  }

  test('a garbage first line is closed without harm', async () => {
    const { text } = await rawExchange(service.port, '\u0016\u0003\u0001\u0002hello\r\n\r\n');
    assert.doesNotMatch(text, /HTTP\/1\.1 2/);
    const after = await rawExchange(service.port, second);
    assert.equal(answersIn(after.text)[0].status, 200);
  });
});

describe('what is whole goes through', () => {
  test('requests sent in one go are answered in order', async () => {
    const first = 'GET /problems/gone HTTP/1.1\r\nHost: h\r\n\r\n';
    const answers = answersIn((await rawExchange(service.port, first + first + second)).text);
    assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200]);
    assert.match(answers[2].body, /"live"/);
  });

  test('a body in chunks is one body', async () => {
    const head = [POST, 'Host: h', 'Transfer-Encoding: chunked', 'Content-Type: application/json'];
    const { text } = await rawExchange(service.port, `${head.join('\r\n')}\r\n\r\n3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n${second}`);
    const answers = answersIn(text);
    assert.deepEqual(answers.map(({ status }) => status), [401, 200]);
  });

  test('a body that the address does not take stays a body', async () => {
    const smuggled = 'GET /problems HTTP/1.1\r\nHost: h\r\n\r\n';
    const { text } = await rawExchange(
      service.port,
      `GET /healthz/live HTTP/1.1\r\nHost: h\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}${second}`,
    );
    assert.ok(!text.includes('"items"'), 'the body was not taken for a request');
    assert.equal(answersIn(text)[0].status, 400);
  });
});
