// Stage 2 opens because the complainant asks: no form, no reasons, no limit, and nobody who could refuse it (T18 to T22,
// regs. 15 to 17, invariant 6). Received Mon 1 June 2026, so the limit of stage 1 is Mon 15 June and day 11 is Tue 16 June.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asked, at, decided, received, stage1Answered } from './support/cases.mjs';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';
import { violationsIn } from './support/refusals.mjs';

const service = await given.service();

const began = (today = '2026-06-01') => service.story({ policy: 'statutory', today });
const status = async (story, complaint) => (await story.asManager().read(at(complaint))).status;
const clock = async (story, complaint, kind) => (await story.asManager().read(at(complaint, '/deadlines'))).items.find((one) => one.kind === kind);
const request = (story, complaint, { id }) => story.asComplainant().read(at(complaint, `/requests/${id}`));

describe('asked when stage 1 was answered', () => {
  test('it opens at once, from the day the request was received', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);

    await story.moveClock('2026-06-10');
    const made = await asked(story, complaint, 'stage_2');
    assert.deepEqual([made.status, made.takes_effect_on], ['done', '2026-06-10']);
    assert.equal(await status(story, complaint), 'stage2');
    const { starts_on: from, due_on: due, ceiling_on: ceiling } = await clock(story, complaint, 'stage_2');
    assert.deepEqual([from, due, ceiling], ['2026-06-10', '2026-07-15', '2026-09-10']);
  });

  test('D06: thirty days later is no later than one', async () => {
    const story = await began('2026-02-25');
    const { complaint } = await stage1Answered(story);
    await story.moveClock('2026-04-22');
    await asked(story, complaint, 'stage_2');

    assert.equal((await clock(story, complaint, 'stage_2')).due_on, '2026-05-29');
  });

  test('D14: everything was upheld, and still she may ask', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);
    assert.equal((await story.asManager().read(at(complaint))).outcome, 'all_upheld');
    await asked(story, complaint, 'stage_2');
    assert.equal(await status(story, complaint), 'stage2');
  });

  test('she accepted the outcome, and thinks better of it', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);
    await asked(story, complaint, 'accept_outcome');
    assert.equal(await status(story, complaint), 'resolved');
    await story.moveClock('2026-06-20');
    await asked(story, complaint, 'stage_2');
    assert.equal(await status(story, complaint), 'stage2');
  });

  test('D02: what was complained of orally is written down first; the clock starts with the final record', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story, { form: 'oral', channel: 'phone' });
    const made = await asked(story, complaint, 'stage_2', { form: 'oral' });

    assert.equal(made.status, 'done', 'the right is used; the record is the council\'s task');
    assert.equal(await status(story, complaint), 'stage2_record');
    assert.equal((await clock(story, complaint, 'stage_2'))?.due_on ?? null, null);
  });
});

describe('asked early it waits for its first day, unless taken back', () => {
  test('the limit passes without an answer: it opens by itself, with nobody acting', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    assert.deepEqual([made.status, made.takes_effect_on], ['open', '2026-06-16'], 'and says on which day');

    await story.moveClock('2026-06-15');
    assert.deepEqual([await status(story, complaint), (await request(story, complaint, made)).status], ['stage1', 'open']);
    await story.moveClock('2026-06-16');
    assert.deepEqual([await status(story, complaint), (await request(story, complaint, made)).status], ['stage2', 'done']);
    assert.equal((await request(story, complaint, made)).takes_effect_on, '2026-06-16');
  });

  test('an act recorded afterwards changes nothing of that day', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    await story.moveClock('2026-06-18');
    await decided(story, complaint, { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent' } });

    const shown = await request(story, complaint, made);
    assert.deepEqual([shown.status, shown.takes_effect_on], ['done', '2026-06-16']);
  });

  test('the answer comes first: it opens on that day', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    await story.moveClock('2026-06-09');
    const handler = await story.asManager().made(at(complaint, '/participants'), { role: 'stage1_handler', name: 'Aisha Rahman', identity: await story.identityOf('stage1_handler'), stage: 1 });
    await story.asHandler().written(at(complaint, `/stages/1/findings/${handler.id}`), { points: [{ point: 1, result: 'not_upheld', reasons: 'The visits took place.' }], submitted: true });
    const draft = await story.asManager().made(at(complaint, '/notices'), { notice: 'stage_1_response', stage: 1 });
    const path = at(complaint, `/notices/${draft.id}`);
    succeed(await story.asManager().post(`${path}/dispatches`, {}, { headers: ifMatch(await story.asManager().get(path)) }));

    assert.equal(await status(story, complaint), 'stage2');
    const shown = await request(story, complaint, made);
    assert.deepEqual([shown.status, shown.takes_effect_on], ['done', '2026-06-09']);
  });

  test('taken back, it opens nothing', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    const back = await asked(story, complaint, 'withdraw', { detail: { request: made.id } });

    assert.deepEqual([back.status, back.detail], ['done', { request: made.id }]);
    assert.deepEqual([(await request(story, complaint, made)).status, (await request(story, complaint, made)).takes_effect_on], ['withdrawn', null]);
    await story.moveClock('2026-06-16');
    assert.equal(await status(story, complaint), 'stage1', 'the complaint itself was not withdrawn');
  });

  test('D05: overdue, the request opens it at once', async () => {
    const story = await began('2026-02-02');
    const complaint = await received(story);
    await story.moveClock('2026-03-03');
    await asked(story, complaint, 'stage_2');

    assert.equal((await clock(story, complaint, 'stage_2')).due_on, '2026-04-09');
  });
});

describe('both want to skip stage 1 (T18)', () => {
  test('D04: she asks, the council agrees, and it starts on that day', async () => {
    const story = await began('2025-11-06');
    const complaint = await received(story);
    await story.moveClock('2025-11-10');
    const made = await asked(story, complaint, 'skip_stage_1');
    assert.equal(made.status, 'open');
    const decision = await decided(story, complaint, { kind: 'skip_stage_1', reasons: 'Too serious for the team to answer.', detail: { agreed: true } });

    assert.equal(decision.in_answer_to, made.id);
    const { due_on: due, ceiling_on: ceiling } = await clock(story, complaint, 'stage_2');
    assert.deepEqual([due, ceiling], ['2025-12-15', '2026-02-12']);
    const shown = await request(story, complaint, made);
    assert.deepEqual([shown.status, shown.answered_by, shown.takes_effect_on], ['answered', decision.id, '2025-11-10']);
  });

  test('the council proposes, she answers: the later of the two is the day', async () => {
    const story = await began();
    const complaint = await received(story);
    const proposal = await decided(story, complaint, { kind: 'proposal', reasons: 'The team is what she complains about.', detail: { of: 'skip_stage_1' } });
    assert.equal(await status(story, complaint), 'stage1');
    await story.moveClock('2026-06-03');
    await asked(story, complaint, 'answer', { detail: { of: 'skip_stage_1', agree: true, proposal: proposal.id } });

    assert.equal((await clock(story, complaint, 'stage_2')).starts_on, '2026-06-03');
  });

  test('the council agrees to an early request for stage 2: that was a proposal to skip', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    const decision = await decided(story, complaint, { kind: 'skip_stage_1', reasons: 'Agreed.', detail: { agreed: true } });

    assert.equal(decision.in_answer_to, made.id);
    assert.equal(await status(story, complaint), 'stage2');
    assert.equal((await request(story, complaint, made)).status, 'answered');
  });

  test('a no does not touch the right: the request waits on for its first day', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'stage_2');
    await decided(story, complaint, { kind: 'skip_stage_1', reasons: 'The team can answer this.', detail: { agreed: false } });

    const shown = await request(story, complaint, made);
    assert.deepEqual([shown.status, shown.takes_effect_on], ['open', '2026-06-16']);
    await story.moveClock('2026-06-16');
    assert.equal(await status(story, complaint), 'stage2');
  });

  test('a request to skip that is not agreed to is answered, and stage 1 goes on', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await asked(story, complaint, 'skip_stage_1');
    await decided(story, complaint, { kind: 'skip_stage_1', reasons: 'The team can answer this.', detail: { agreed: false } });

    assert.deepEqual([(await request(story, complaint, made)).status, await status(story, complaint)], ['answered', 'stage1']);
  });

  test('the council cannot agree to what nobody asked', async () => {
    const story = await began();
    const complaint = await received(story);
    const refused = await story.asManager().act(complaint.id, '/decisions', { kind: 'skip_stage_1', reasons: 'x', detail: { agreed: true } });

    expectProblem(refused, 'not-allowed-now', 'T18');
    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer), ['/in_answer_to']);
  });
});

describe('nobody can refuse it', () => {
  test('there is no decision that does', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);
    for (const kind of ['stage_2', 'refuse_stage_2', 'late_stage_2_request']) {
      expectProblem(await story.asManager().act(complaint.id, '/decisions', { kind, reasons: 'Nothing to add.', detail: {} }), 'validation-failed');
    }
  });

  test('the advocate asks for her, and staff key what was said', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story, { advocate: { name: 'Jo Bell', appointed_on: '2026-05-29', identity: story.identity('advocate') } });
    const made = await story.asAdvocate().made(at(complaint, '/requests'), { kind: 'stage_2', form: 'oral' });

    assert.deepEqual([made.made_by.role, made.status], ['advocate', 'done']);
    expectProblem(await story.asComplainant().post(at(complaint, '/requests'), { kind: 'stage_2' }), 'not-allowed-now', 'T19');
  });
});
