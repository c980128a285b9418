// Each way of saying no, brought about once: status, members and headers as the document has them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { appointed, asked, at, dispatched, drafted, found, received } from '../api/support/cases.mjs';
import { answersIn, expectProblem, given, ifMatch, rawExchange, succeed } from '../api/support/heard.mjs';

const service = await given.service({ HEARD_BODY_BYTES: '65536' });
const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
const manager = story.asManager();
const key = () => ({ 'idempotency-key': randomBytes(16).toString('hex') });

describe('form', () => {
  test('malformed-request says where', async () => {
    const answer = await manager.send('POST', '/v1/complaints', { text: '{"own_words":\n  "a",,}', type: 'application/json' });
    assert.equal(expectProblem(answer, 'malformed-request').position.line, 2);
  });

  test('validation-failed names every fault', async () => {
    const problem = expectProblem(await manager.post('/v1/complaints', { own_words: '', channel: 'pigeon' }), 'validation-failed');
    assert.deepEqual(problem.errors.map(({ pointer }) => pointer).toSorted(), ['/channel', '/own_words']);
  });

  test('not-acceptable tells what there is', async () => {
    const answer = await manager.get('/v1/complaints', { headers: { accept: 'application/xml' } });
    assert.ok(expectProblem(answer, 'not-acceptable').available.includes('application/json'));
  });

  test('too-large tells the limit', async () => {
    const answer = await manager.post('/v1/complaints', { own_words: 'a'.repeat(70_000) });
    assert.equal(expectProblem(answer, 'too-large').limit_bytes, 65_536);
  });

  test('uri-too-long and headers-too-large', async () => {
    for (const [slug, request] of [
      ['uri-too-long', `GET /v1/complaints?external_id=${'a'.repeat(10_000)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`],
      ['headers-too-large', `GET /v1/complaints HTTP/1.1\r\nHost: localhost\r\nX-Filler: ${'a'.repeat(10_000)}\r\nConnection: close\r\n\r\n`],
    ]) {
      const [answer] = answersIn((await rawExchange(service.port, request)).text);
      assert.equal(JSON.parse(answer.body).type.split('/problems/')[1], slug);
    }
  });

  test('calendar-unknown: no date is guessed', async () => {
    expectProblem(await manager.get('/v1/working-days?from=2050-01-01&days=5'), 'calendar-unknown');
  });
});

describe('the same twice', () => {
  test('an idempotent repetition gets the stored answer, once made', async () => {
    const headers = key();
    const first = await manager.post('/v1/complaints', { own_words: 'Once.' }, { headers });
    const second = await manager.post('/v1/complaints', { own_words: 'Once.' }, { headers });
    assert.deepEqual(succeed(second), succeed(first));
    assert.equal(second.status, 201);
    assert.equal(second.headers['idempotent-replayed'], 'true');
    assert.equal(first.headers['idempotent-replayed'], undefined);
    expectProblem(await manager.post('/v1/complaints', { own_words: 'Twice.' }, { headers }), 'idempotency-key-reused');
  });

  test('a repeated decision gets its stored answer, not a 412', async () => {
    const complaint = await received(story);
    const headers = { ...key(), ...ifMatch(await manager.get(at(complaint))) };
    const decision = { kind: 'classify', reasons: 'His mother.', detail: { capacity: 'parent' } };
    const first = await manager.post(at(complaint, '/decisions'), decision, { headers });
    const second = await manager.post(at(complaint, '/decisions'), decision, { headers });
    assert.equal(succeed(second).id, succeed(first).id);
  });

  test('a key belongs to its caller', async () => {
    const headers = key();
    const mine = await story.asComplainant().made('/v1/complaints', { own_words: 'Mine.' }, { headers });
    const theirs = await manager.made('/v1/complaints', { own_words: 'Mine.' }, { headers });
    assert.notEqual(mine.id, theirs.id);
  });

  test('duplicate: an external id is taken once by a client', async () => {
    const first = await manager.made('/v1/complaints', { own_words: 'From the portal.', external_id: 'portal/7 ü&x=1' });
    const problem = expectProblem(await manager.post('/v1/complaints', { own_words: 'Again.', external_id: 'portal/7 ü&x=1' }), 'duplicate');
    const { items } = await manager.read(problem.existing);
    assert.deepEqual(items.map(({ id }) => id), [first.id], 'what it leads to is what was made before');
  });
});

describe('the moment and the law', () => {
  test('not-allowed-now tells where the complaint stands and what may be done', async () => {
    const complaint = await received(story);
    await asked(story, complaint, 'withdraw');
    await dispatched(story, complaint, 'withdrawal_confirmed');
    const answer = await manager.act(complaint.id, '/decisions', {
      kind: 'extension', reasons: 'Three services are involved.', detail: { stage: 1, new_due_on: '2026-06-20', ground: 'complex' },
    });
    const problem = expectProblem(answer, 'not-allowed-now');
    assert.equal(problem.complaint_status, 'withdrawn');
    assert.ok(Array.isArray(problem.available_actions));
  });

  test('rule-broken: the corporate route needs a reason per point and a second person (decision 27)', async () => {
    const complaint = await received(story);
    const answer = await manager.act(complaint.id, '/decisions', {
      kind: 'route', reasons: 'Not for us.', detail: { points: [{ point: 1, procedure: 'corporate' }] },
    });
    const { violations } = expectProblem(answer, 'rule-broken');
    assert.ok(violations.length >= 2, 'both faults at once');
    violations.forEach((violation) => assert.ok(violation.user_detail.length > 0));
  });

  test('rule-broken: a notice without its legal contents does not leave (N5)', async () => {
    const complaint = await received(story, { grounds_arose_on: '2023-09-01' });
    const draft = await drafted(story, complaint, 'late_decision');
    assert.ok(draft.missing.length > 0, 'the draft says what it lacks');
    const answer = await manager.post(at(complaint, `/notices/${draft.id}/dispatches`), {}, { headers: ifMatch(draft) });
    assert.ok([409, 422].includes(answer.status), answer.text);
  });

  test('out-of-order: what was recorded since would be undone', async () => {
    const late = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
    const complaint = await received(late);
    await found(late, complaint, await appointed(late, complaint));
    await late.moveClock('2026-06-05');
    await dispatched(late, complaint, 'stage_1_response', { stage: 1, detail: { right_to_stage_2: true } });
    await late.moveClock('2026-06-08');
    await late.asManager().made(at(complaint, '/requests'), { kind: 'withdraw', made_on: '2026-06-03', made_by: 'complainant' });
    const draft = await drafted(late, complaint, 'withdrawal_confirmed');
    const path = at(complaint, `/notices/${draft.id}`);
    const answer = await late.asManager().post(`${path}/dispatches`, { sent_on: '2026-06-04' }, { headers: ifMatch(await late.asManager().get(path)) });
    assert.ok(expectProblem(answer, 'out-of-order').acts.length > 0, 'the acts are named');
  });

  test('a day in the future, or before it happened, is no day of an act', async () => {
    for (const days of [{ received_on: '2026-06-02' }, { received_on: '2026-13-01' }]) {
      expectProblem(await manager.post('/v1/complaints', { own_words: 'By letter.', ...days }), 'validation-failed');
    }
    expectProblem(await story.asComplainant().post('/v1/complaints', { own_words: 'Mine.', received_on: '2026-05-01' }), 'validation-failed');
  });
});

test('return=minimal answers without a body and says where to read', async () => {
  const answer = await manager.post('/v1/complaints', { own_words: 'Short.' }, { headers: { prefer: 'return=minimal' } });
  assert.equal(answer.status, 201);
  assert.equal(answer.text, '');
  assert.match(answer.headers['preference-applied'], /return=minimal/);
  await manager.read(new URL(answer.headers.location, service.base).pathname);
});
