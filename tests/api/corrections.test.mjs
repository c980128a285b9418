// A fact put right by two persons (rulebook 3.6, invariants 1 and 15): the old value stays visible, clocks are counted again,
// and both results are shown. Nobody types a date that a clock shows.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, decided, dispatched, received } from './support/cases.mjs';
import { expectProblem, given } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

const correction = (detail, more = {}) => ({ kind: 'correction', reasons: 'The post book shows it.', second_person: 'manager-2', detail, ...more });
const correct = (story, complaint, detail, more) => story.asManager().act(complaint.id, '/decisions', correction(detail, more));
const clock = async (story, complaint, kind) => (await story.asManager().read(at(complaint, '/deadlines'))).items.find((one) => one.kind === kind);

async function began(more, today = '2026-06-04') {
  const story = await service.story({ policy: 'middlesbrough', today });
  return { story, complaint: await received(story, more) };
}

describe('a letter lay in the post room', () => {
  test('the complaint came three days before it was keyed: every clock is counted again, and both results stand', async () => {
    const { story, complaint } = await began();
    assert.equal((await clock(story, complaint, 'stage_1')).due_on, '2026-06-18');

    const made = await decided(story, complaint, correction({ fact: 'received_on', value: '2026-06-01' }));
    assert.deepEqual([made.old_value, made.detail.value, made.second_person], ['2026-06-04', '2026-06-01', 'manager-2']);
    const moved = Object.fromEntries(made.clocks.map(({ kind, ...change }) => [kind, change]));
    assert.deepEqual(moved.stage_1, { due_on_before: '2026-06-18', due_on_after: '2026-06-15', status_before: 'running', status_after: 'running' });
    assert.deepEqual(moved.acknowledge, { due_on_before: '2026-06-05', due_on_after: '2026-06-02', status_before: 'running', status_after: 'missed' });
    assert.equal((await clock(story, complaint, 'stage_1')).due_on, '2026-06-15');
    assert.equal((await story.asManager().read(at(complaint))).received_on, '2026-06-01');
  });

  test('a correction of a correction shows what stood last', async () => {
    const { story, complaint } = await began();
    const first = await decided(story, complaint, correction({ fact: 'received_on', value: '2026-06-01' }));
    const second = await decided(story, complaint, correction({ fact: 'received_on', value: '2026-06-02' }, { supersedes: first.id }));

    assert.equal(second.old_value, '2026-06-01');
    assert.equal((await clock(story, complaint, 'stage_1')).due_on, '2026-06-16');
    assert.equal((await story.asManager().read(at(complaint, `/decisions/${first.id}`))).superseded_by, second.id);
  });

  test('the original words and the first date of keying are not touched', async () => {
    const { story, complaint } = await began();
    await decided(story, complaint, correction({ fact: 'received_on', value: '2026-06-01' }));
    const now = await story.asManager().read(at(complaint));

    assert.deepEqual([now.own_words, now.created_at], [complaint.own_words, complaint.created_at]);
  });
});

describe('other facts', () => {
  test('it was said, not written: stage 2 will need its record', async () => {
    const { story, complaint } = await began({ form: 'written' });
    const made = await decided(story, complaint, correction({ fact: 'form', value: 'oral' }));

    assert.deepEqual([made.old_value, made.clocks], ['written', []]);
    assert.equal((await story.asManager().read(at(complaint))).form, 'oral');
  });

  test('who complains', async () => {
    const { story, complaint } = await began();
    const made = await decided(story, complaint, correction({ fact: 'capacity', value: 'other_26_3_e' }));

    assert.equal(made.old_value, 'parent');
    const now = await story.asManager().read(at(complaint));
    assert.deepEqual([now.capacity, now.status], ['other_26_3_e', 'awaiting_interest_decision']);
    assert.ok(made.clocks.some(({ kind, due_on_after: due }) => kind === 'stage_1' && due === null), 'its clock waits for the decision');
  });

  test('when it happened: what seemed late is in time', async () => {
    const { story, complaint } = await began({ grounds_arose_on: '2024-06-01' });
    assert.equal(complaint.status, 'late_decision');
    const made = await decided(story, complaint, correction({ fact: 'grounds_arose_on', value: '2026-03-01' }));

    assert.equal(made.old_value, '2024-06-01');
    assert.equal((await story.asManager().read(at(complaint))).status, 'stage1');
  });

  test('a notice was sent before the day that was keyed: its own day is put right, its dispatch keeps the other', async () => {
    const { story, complaint } = await began({}, '2026-06-01');
    await story.moveClock('2026-06-03');
    const notice = await dispatched(story, complaint, 'acknowledgement', { stage: 1 });
    assert.equal((await clock(story, complaint, 'acknowledge')).status, 'missed');

    const made = await decided(story, complaint, correction({ fact: 'sent_on', value: '2026-06-02', notice: notice.id }));
    assert.equal(made.old_value, '2026-06-03');
    const shown = await story.asManager().read(at(complaint, `/notices/${notice.id}`));
    assert.deepEqual([shown.sent_on, shown.dispatches[0].sent_on], ['2026-06-02', '2026-06-03']);
    assert.deepEqual([shown.received_on, shown.received_basis], ['2026-06-02', 'deemed'], 'what is only deemed moves along');
    const { status, recorded_late: late } = await clock(story, complaint, 'acknowledge');
    assert.deepEqual([status, late], ['met', true]);
    assert.deepEqual(made.clocks.map(({ kind, status_before: before, status_after: after }) => [kind, before, after]), [['acknowledge', 'missed', 'met']]);
  });
});

describe('refused', () => {
  for (const [who, second] of [['nobody else', null], ['the same person', 'self']]) {
    test(`by ${who}`, async () => {
      const { story, complaint } = await began();
      const refused = await correct(story, complaint, { fact: 'received_on', value: '2026-06-01' }, { second_person: second && story.subjects.get('complaints_manager') });

      expectProblem(refused, 'rule-broken', 'invariant 15');
      assert.deepEqual(violationsIn(refused), [['invariant 15', '/second_person']]);
      assert.equal((await clock(story, complaint, 'stage_1')).due_on, '2026-06-18');
    });
  }

  test('without reasons and alone: both are said', async () => {
    const { story, complaint } = await began();
    const refused = await correct(story, complaint, { fact: 'received_on', value: '2026-06-01' }, { reasons: ' ', second_person: null });
    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer).sort(), ['/reasons', '/second_person']);
  });

  for (const [why, detail, fault] of [
    ['a date that is none', { fact: 'received_on', value: '1 June' }, ['/detail/value', 'not_a_date']],
    ['a form that is none', { fact: 'form', value: 'sung' }, ['/detail/value', 'not_a_code']],
    ['a capacity that is none', { fact: 'capacity', value: 'neighbour' }, ['/detail/value', 'not_a_code']],
    ['a day of sending without its notice', { fact: 'sent_on', value: '2026-06-01' }, ['/detail/notice', 'missing']],
    ['a notice that has nothing to do with it', { fact: 'form', value: 'oral', notice: UNKNOWN }, ['/detail/notice', 'not_this_fact']],
  ]) {
    test(why, async () => {
      const { story, complaint } = await began();
      const refused = await correct(story, complaint, detail);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  test('a notice that was not sent, or that there is not', async () => {
    const { story, complaint } = await began();
    const draft = await story.asManager().made(at(complaint, '/notices'), { notice: 'acknowledgement', stage: 1 });
    for (const notice of [draft.id, UNKNOWN]) {
      const refused = await correct(story, complaint, { fact: 'sent_on', value: '2026-06-04', notice });
      expectProblem(refused, 'rule-broken', 'rulebook 3.6');
    }
  });

  test('a day after the notice is known to have been received', async () => {
    const { story, complaint } = await began({}, '2026-06-01');
    const notice = await dispatched(story, complaint, 'acknowledgement', { stage: 1 });
    await story.moveClock('2026-06-03');
    await story.asManager().made(at(complaint, `/notices/${notice.id}/delivery-marks`), { mark: 'received', received_on: '2026-06-01' });

    const refused = await correct(story, complaint, { fact: 'sent_on', value: '2026-06-02', notice: notice.id });
    assert.deepEqual(faultsIn(refused), [['/detail/value', 'after_receipt']]);
  });

  test('a day that has not come', async () => {
    const { story, complaint } = await began();
    expectProblem(await correct(story, complaint, { fact: 'received_on', value: '2026-06-05' }), 'rule-broken', 'rulebook 3.6');
  });
});

describe('a request that lay in the post room', () => {
  test('came three days before it was keyed: stage 2 is counted from the day it came (reg. 17(4))', async () => {
    const { story, complaint } = await began({}, '2026-06-01');
    await story.moveClock('2026-06-25'); // stage 1 is over since 15 June
    const asked = await story.asComplainant().made(at(complaint, '/requests'), { kind: 'stage_2' });
    assert.equal((await clock(story, complaint, 'stage_2')).due_on, '2026-07-30');

    const made = await decided(story, complaint, correction({ fact: 'received_on', value: '2026-06-22', request: asked.id }));
    assert.equal(made.old_value, '2026-06-25');
    assert.equal((await clock(story, complaint, 'stage_2')).due_on, '2026-07-27');
    assert.equal((await story.asManager().read(at(complaint, `/requests/${asked.id}`))).received_on, '2026-06-22');
    assert.equal((await story.asManager().read(at(complaint))).received_on, '2026-06-01', 'the complaint\'s own day stays');
  });

  test('only the day on which it came belongs to a request, and to one of this complaint', async () => {
    const { story, complaint } = await began({}, '2026-06-01');
    const fault = async (detail) => faultsIn(await correct(story, complaint, { ...detail, request: UNKNOWN }));

    assert.deepEqual(await fault({ fact: 'received_on', value: '2026-06-01' }), [['/detail/request', 'unknown']]);
    assert.deepEqual(await fault({ fact: 'form', value: 'oral' }), [['/detail/request', 'not_this_fact']]);
  });
});
