// Somebody stops their complaint: at any time, orally or in writing, by complainant or advocate; complete when the council has
// confirmed it in writing to both (T34, reg. 7, invariants 10 and 12; scenario F07).
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asked, at, dispatched, drafted, received, stage1Answered } from './support/cases.mjs';
import { expectProblem, given, ifMatch } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();

const began = () => service.story({ policy: 'statutory', today: '2026-06-01' });
const now = (story, complaint) => story.asManager().read(at(complaint));
const request = (story, complaint, { id }) => story.asManager().read(at(complaint, `/requests/${id}`));
const withdraw = (story, complaint, detail) => story.asComplainant().post(at(complaint, '/requests'), { kind: 'withdraw', ...(detail && { detail }) });

describe('a care leaver\'s advocate rings up', () => {
  test('F07: withdrawn when the letter has gone to both; until then the clocks run', async () => {
    const story = await began();
    const complaint = await received(story, { advocate: { name: 'Jo Bell', appointed_on: '2026-05-22', identity: story.identity('advocate') } });

    await story.moveClock('2026-06-05');
    const made = await story.asAdvocate().made(at(complaint, '/requests'), { kind: 'withdraw', form: 'oral' });
    assert.deepEqual([made.status, made.takes_effect_on], ['open', null]);
    let shown = await now(story, complaint);
    assert.deepEqual([shown.status, shown.flags.withdrawal_pending], ['stage1', true]);

    await story.moveClock('2026-06-08');
    const letter = await dispatched(story, complaint, 'withdrawal_confirmed', { channel: 'letter' });
    assert.deepEqual(letter.to.map(({ role }) => role).sort(), ['advocate', 'complainant']);
    assert.deepEqual(letter.detail, { withdrawn_on: '2026-06-05', points: [] });
    assert.match(letter.body, /on Friday 5 June 2026 that you want to stop your complaint/);
    shown = await now(story, complaint);
    assert.deepEqual([shown.status, shown.outcome, shown.flags.withdrawal_pending], ['withdrawn', 'withdrawn', false]);
    const done = await request(story, complaint, made);
    assert.deepEqual([done.status, done.takes_effect_on], ['done', '2026-06-08']);
  });
});

describe('a part of it', () => {
  const three = { points: [{ own_words: 'Visits were cut.' }, { own_words: 'He shouted at me.' }, { own_words: 'My plan is old.' }] };

  test('points go, the rest stays', async () => {
    const story = await began();
    const complaint = await received(story, three);
    const made = await asked(story, complaint, 'withdraw', { detail: { points: [2, 3] } });
    const letter = await dispatched(story, complaint, 'withdrawal_confirmed');

    assert.deepEqual(letter.detail.points, [2, 3]);
    assert.match(letter.body, /These points have stopped: 2, 3\. We go on with the rest\./);
    const shown = await now(story, complaint);
    assert.deepEqual([shown.status, shown.points.map((point) => point.status)], ['stage1', ['open', 'withdrawn', 'withdrawn']]);
    assert.equal((await request(story, complaint, made)).status, 'done');
  });

  test('the last of them takes the complaint along', async () => {
    const story = await began();
    const complaint = await received(story, three);
    for (const points of [[1, 2], [3]]) {
      await asked(story, complaint, 'withdraw', { detail: { points } });
      await dispatched(story, complaint, 'withdrawal_confirmed');
    }

    assert.equal((await now(story, complaint)).status, 'withdrawn');
  });

  test('a point that there is not, and one that has gone', async () => {
    const story = await began();
    const complaint = await received(story, three);
    expectProblem(await withdraw(story, complaint, { points: [4] }), 'rule-broken', 'rulebook 7');
    await asked(story, complaint, 'withdraw', { detail: { points: [1] } });
    await dispatched(story, complaint, 'withdrawal_confirmed');
    expectProblem(await withdraw(story, complaint, { points: [1] }), 'rule-broken', 'rulebook 7');
  });
});

describe('thinking better of it', () => {
  test('before the letter: taken back, as if it had not been said', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'withdraw');
    await asked(story, complaint, 'withdraw', { words: 'I want to go on.', detail: { request: made.id } });

    assert.equal((await now(story, complaint)).flags.withdrawal_pending, false);
    assert.equal((await request(story, complaint, made)).status, 'withdrawn');
    const draft = await drafted(story, complaint, 'withdrawal_confirmed');
    const path = at(complaint, `/notices/${draft.id}`);
    const refused = await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) });
    expectProblem(refused, 'not-allowed-now', 'T34');
  });

  test('after the letter there is nothing to take back', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'withdraw');
    await dispatched(story, complaint, 'withdrawal_confirmed');

    assert.deepEqual(faultsIn(await withdraw(story, complaint, { request: made.id })), [['/detail/request', 'not_waiting']]);
    expectProblem(await withdraw(story, complaint), 'not-allowed-now');
  });

  test('what took effect at once cannot be taken back, nor what was taken back before', async () => {
    const story = await began();
    const complaint = await received(story);
    const advocate = await asked(story, complaint, 'advocate');
    const stage2 = await asked(story, complaint, 'stage_2');

    assert.deepEqual(faultsIn(await withdraw(story, complaint, { request: advocate.id })), [['/detail/request', 'not_waiting']]);
    await asked(story, complaint, 'withdraw', { detail: { request: stage2.id } });
    assert.deepEqual(faultsIn(await withdraw(story, complaint, { request: stage2.id })), [['/detail/request', 'not_waiting']]);
  });

  test('a request for stage 2 that has opened it by itself cannot be taken back', async () => {
    const story = await began();
    const complaint = await received(story);
    const stage2 = await asked(story, complaint, 'stage_2');
    await story.moveClock('2026-06-16');

    expectProblem(await withdraw(story, complaint, { request: stage2.id }), 'not-allowed-now');
  });
});

describe('refused', () => {
  test('twice at once', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'withdraw');
    expectProblem(await withdraw(story, complaint), 'not-allowed-now', 'T34');
  });

  test('by the council on its own', async () => {
    const story = await began();
    const complaint = await received(story);
    expectProblem(await story.asManager().post(at(complaint, '/requests'), { kind: 'withdraw' }), 'rule-broken');
  });

  test('by the one of two complainants who may not; the advocate always may', async () => {
    const story = await began();
    const complaint = await received(story, { advocate: { name: 'Jo Bell', appointed_on: '2026-05-22', identity: story.identity('advocate') } });
    const [mother] = complaint.participants.filter(({ role }) => role === 'complainant');
    const father = await story.asManager().made(at(complaint, '/participants'), { role: 'complainant', name: 'The father', may_withdraw: false });
    const keyed = (made_by) => story.asManager().post(at(complaint, '/requests'), { kind: 'withdraw', form: 'oral', made_by });

    expectProblem(await keyed(father.id), 'rule-broken', 'rulebook 2');
    await story.asManager().amended(at(complaint, `/participants/${mother.id}`), { may_withdraw: false });
    await story.asManager().amended(at(complaint, `/participants/${father.id}`), { may_withdraw: true });
    expectProblem(await withdraw(story, complaint), 'rule-broken', 'rulebook 2');
    assert.equal((await story.asAdvocate().post(at(complaint, '/requests'), { kind: 'withdraw' })).status, 201);
  });

  test('by nobody, where nobody is said to be able to: the right is everybody\'s', async () => {
    const story = await began();
    const complaint = await received(story);
    const [mother] = complaint.participants.filter(({ role }) => role === 'complainant');
    await story.asManager().amended(at(complaint, `/participants/${mother.id}`), { may_withdraw: false });

    assert.equal((await withdraw(story, complaint)).status, 201);
  });

  test('a confirmation of what nobody said', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'withdrawal_confirmed', { detail: { withdrawn_on: '2026-06-01' } });
    const path = at(complaint, `/notices/${draft.id}`);
    expectProblem(await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) }), 'not-allowed-now', 'T34');
  });

  test('a confirmation that names another day (N9)', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'withdraw');
    const draft = await drafted(story, complaint, 'withdrawal_confirmed', { detail: { withdrawn_on: '2026-05-30' } });
    const path = at(complaint, `/notices/${draft.id}`);
    const refused = await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) });

    expectProblem(refused, 'rule-broken', 'N9');
    assert.deepEqual(violationsIn(refused), [['N9', '/detail/withdrawn_on']]);
  });

  test('after the answer it is still hers to withdraw', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);
    await asked(story, complaint, 'withdraw');
    await dispatched(story, complaint, 'withdrawal_confirmed');

    assert.equal((await now(story, complaint)).status, 'withdrawn');
  });
});
