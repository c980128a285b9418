// Stage 1 takes longer only when the complaint is complex, never past day 20, and only once the complainant was told in time
// (T15, reg. 14(5), N6, decisions 26; scenarios C04 to C08). Received Mon 1 June 2026: day 10 is 15 June, day 20 is 29 June.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, decided, dispatched, drafted, received } from './support/cases.mjs';
import { expectProblem, given, ifMatch } from './support/heard.mjs';
import { violationsIn } from './support/refusals.mjs';

const service = await given.service();

const extension = (day, more = {}) => ({ kind: 'extension', reasons: 'Three services are involved.', detail: { stage: 1, new_due_on: day, ground: 'complex', ...more } });
const extend = (story, complaint, day, more) => story.asManager().act(complaint.id, '/decisions', extension(day, more));
const stage1 = async (story, complaint) => (await story.asManager().read(at(complaint, '/deadlines'))).items.find(({ kind }) => kind === 'stage_1');
const told = (story, complaint, more) => dispatched(story, complaint, 'stage_1_extension', { stage: 1, ...more });

async function began(day, policy = 'statutory') {
  const story = await service.story({ policy, today: '2026-06-01' });
  const complaint = await received(story);
  await story.moveClock(day);
  return { story, complaint };
}

describe('decided and told in time', () => {
  test('C04: the decision alone moves nothing; its notice does', async () => {
    const { story, complaint } = await began('2026-06-12');
    const decision = await decided(story, complaint, extension('2026-06-29'));
    assert.equal(decision.effective_on, null);
    assert.deepEqual([(await stage1(story, complaint)).due_on, (await stage1(story, complaint)).extended], ['2026-06-15', false]);

    const notice = await told(story, complaint);
    const clock = await stage1(story, complaint);
    assert.deepEqual([clock.due_on, clock.statutory_due_on, clock.extended], ['2026-06-29', '2026-06-29', true]);
    assert.equal(notice.decision, decision.id);
    const effective = await story.asManager().read(at(complaint, `/decisions/${decision.id}`));
    assert.deepEqual([effective.notice, effective.effective_on], [notice.id, '2026-06-12']);
  });

  test('the letter says why, until when, and what she can do if that is missed', async () => {
    const { story, complaint } = await began('2026-06-12');
    await decided(story, complaint, extension('2026-06-24'));
    const { detail, body, subject } = await told(story, complaint);

    assert.deepEqual(detail, { new_due_on: '2026-06-24', ground: 'complex', reasons: 'Three services are involved.', right_to_stage_2: true });
    assert.match(subject, new RegExp(complaint.reference));
    for (const says of [/by Monday 15 June 2026, because it is complex/, /Three services are involved/, /by Wednesday 24 June 2026/, /you can ask for stage 2.*no form and no reasons/]) {
      assert.match(body, says);
    }
  });

  test('C05: Middlesbrough promises ten days from the day she was told: both dates stand', async () => {
    const { story, complaint } = await began('2026-06-09', 'middlesbrough');
    await decided(story, complaint, extension('2026-06-29'));
    await told(story, complaint);
    const clock = await stage1(story, complaint);

    assert.deepEqual([clock.due_on, clock.statutory_due_on, clock.policy_due_on], ['2026-06-23', '2026-06-29', '2026-06-23']);
  });

  test('C08: in steps, as long as the whole stays within day 20', async () => {
    const { story, complaint } = await began('2026-06-12');
    await decided(story, complaint, extension('2026-06-19'));
    await told(story, complaint);
    await story.moveClock('2026-06-15');
    expectProblem(await extend(story, complaint, '2026-06-30'), 'rule-broken', 'reg. 14(5)');
    await decided(story, complaint, extension('2026-06-26'));
    await told(story, complaint);

    assert.equal((await stage1(story, complaint)).due_on, '2026-06-26');
  });

  test('sent on the last day and keyed on the next: in time, as the post book shows to two people', async () => {
    const { story, complaint } = await began('2026-06-15');
    await decided(story, complaint, extension('2026-06-24'));
    const draft = await drafted(story, complaint, 'stage_1_extension', { stage: 1 });
    await story.moveClock('2026-06-16');
    const path = at(complaint, `/notices/${draft.id}`);
    const send = async (body) => story.asManager().post(`${path}/dispatches`, body, { headers: ifMatch(await story.asManager().get(path)) });

    const alone = await send({ sent_on: '2026-06-15', channel: 'letter' });
    expectProblem(alone, 'rule-broken', 'invariant 15');
    assert.deepEqual(violationsIn(alone).map(([, pointer]) => pointer).sort(), ['/evidence', '/second_person']);
    const both = await send({ sent_on: '2026-06-15', channel: 'letter', evidence: 'Post book, 15 June.', second_person: 'manager-2' });
    assert.equal(both.status, 201, both.text);
    const clock = await stage1(story, complaint);
    assert.deepEqual([clock.due_on, clock.status, clock.extended], ['2026-06-24', 'running', true]);
  });
});

describe('refused', () => {
  for (const [why, today, day, more, rule, pointer] of [
    ['C07: a worker on leave is no ground', '2026-06-12', '2026-06-29', { ground: 'staff_absence' }, 'reg. 14(5)', '/detail/ground'],
    ['day 21 is past the ceiling', '2026-06-12', '2026-06-30', {}, 'reg. 14(5)', '/detail/new_due_on'],
    ['the present day is no extension', '2026-06-12', '2026-06-15', {}, 'T15', '/detail/new_due_on'],
    ['C06: after day 10 it comes too late', '2026-06-17', '2026-06-29', {}, 'T15', ''],
  ]) {
    test(why, async () => {
      const { story, complaint } = await began(today);
      const refused = await extend(story, complaint, day, more);

      expectProblem(refused, 'rule-broken', rule);
      assert.ok(violationsIn(refused).some(([, at_]) => at_ === pointer), refused.text);
      assert.equal((await stage1(story, complaint)).due_on, '2026-06-15');
    });
  }

  test('everything at once', async () => {
    const { story, complaint } = await began('2026-06-17');
    const refused = await story.asManager().act(complaint.id, '/decisions', { ...extension('2026-07-20', { ground: 'holidays' }), reasons: ' ' });

    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer).sort(), ['', '/detail/ground', '/detail/new_due_on', '/reasons']);
  });

  test('decided in time but told too late: it never takes effect, and the miss stays', async () => {
    const { story, complaint } = await began('2026-06-15');
    await decided(story, complaint, extension('2026-06-29'));
    const draft = await drafted(story, complaint, 'stage_1_extension', { stage: 1 });
    await story.moveClock('2026-06-16');
    const path = at(complaint, `/notices/${draft.id}`);
    const late = await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) });

    expectProblem(late, 'rule-broken', 'T15');
    assert.deepEqual([(await stage1(story, complaint)).status, (await stage1(story, complaint)).due_on], ['missed', '2026-06-15']);
  });

  test('a letter about an extension that nobody decided', async () => {
    const { story, complaint } = await began('2026-06-12');
    const draft = await drafted(story, complaint, 'stage_1_extension', { stage: 1, detail: { new_due_on: '2026-06-29', ground: 'complex', reasons: 'x' } });
    const path = at(complaint, `/notices/${draft.id}`);
    const refused = await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) });

    expectProblem(refused, 'not-allowed-now', 'rulebook 3.5');
  });

  test('a letter that names another day, another ground, or leaves the right out', async () => {
    const { story, complaint } = await began('2026-06-12');
    await decided(story, complaint, extension('2026-06-24'));
    const draft = await drafted(story, complaint, 'stage_1_extension', {
      stage: 1, body: 'We are busy and need more time.', detail: { new_due_on: '2026-06-29', ground: 'staff_absence' },
    });
    assert.deepEqual(draft.missing.map(({ rule, pointer }) => [rule, pointer]), [
      ['N6', '/detail/reasons'], ['N6', '/detail/new_due_on'], ['N6', '/detail/right_to_stage_2'],
    ]);
    const path = at(complaint, `/notices/${draft.id}`);
    const refused = await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) });
    expectProblem(refused, 'rule-broken', 'N6');
    assert.equal(violationsIn(refused).length, 3);
    assert.equal((await stage1(story, complaint)).due_on, '2026-06-15');
  });

  test('before stage 1, and after it was answered', async () => {
    const story = await service.story({ policy: 'statutory', today: '2026-06-01' });
    const complaint = await story.complaint();
    expectProblem(await extend(story, complaint, '2026-06-24'), 'not-allowed-now', 'T3');
  });
});
