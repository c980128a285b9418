// A quick fix before anything else: tried only when the complainant wants it, inside the clock of stage 1, never instead of
// it (T8 to T10; scenarios C01 to C03). Middlesbrough's policy has it: five working days from receipt.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asked, at, decided, dispatched, received } from './support/cases.mjs';
import { expectProblem, given } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();

const began = (policy = 'middlesbrough') => service.story({ policy, today: '2026-06-01' });
const now = (story, complaint) => story.asManager().read(at(complaint));
const ask = (story, complaint, kind, detail) => story.asComplainant().post(at(complaint, '/requests'), { kind, ...(detail && { detail }) });
const clock = async (story, complaint, kind) => (await story.asManager().read(at(complaint, '/deadlines'))).items.find((one) => one.kind === kind);

const PROPOSAL = { kind: 'proposal', reasons: 'The team can ring her today.', detail: { of: 'early_resolution' } };

describe('the mother asks for it', () => {
  test('C01: agreed terms end it; they go out in writing', async () => {
    const story = await began();
    const complaint = await received(story);
    const request = await asked(story, complaint, 'try_early_resolution');
    assert.deepEqual([request.status, request.takes_effect_on], ['done', '2026-06-01']);
    assert.equal((await now(story, complaint)).status, 'early_resolution');
    assert.deepEqual([(await clock(story, complaint, 'early_resolution')).due_on, (await clock(story, complaint, 'stage_1')).due_on], ['2026-06-08', '2026-06-15']);

    await story.moveClock('2026-06-05');
    await asked(story, complaint, 'accept_outcome', { words: 'That is all I wanted.' });
    const resolved = await now(story, complaint);
    assert.deepEqual([resolved.status, resolved.outcome], ['resolved', 'resolved']);
    const notice = await dispatched(story, complaint, 'resolution_terms', { stage: 1, detail: { terms: ['Short breaks start again.'], actions: [{ text: 'The first weekend', due_on: '2026-07-04' }] } });
    assert.match(notice.body, /- Short breaks start again\.\n\nThis is what will be done:\n- The first weekend, by Saturday 4 July 2026/);
  });

  test('C02: nothing is fixed in five days: stage 1 goes on by itself, on its own clock', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'try_early_resolution');

    await story.moveClock('2026-06-08');
    assert.equal((await now(story, complaint)).status, 'early_resolution', 'its last day is a day of it');
    await story.moveClock('2026-06-09');
    assert.equal((await now(story, complaint)).status, 'stage1');
    assert.equal((await clock(story, complaint, 'stage_1')).due_on, '2026-06-15', 'the five days lie inside the ten');
  });

  test('she stops it whenever she likes', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'try_early_resolution');

    await asked(story, complaint, 'stop_early_resolution');
    assert.equal((await now(story, complaint)).status, 'stage1');
    expectProblem(await ask(story, complaint, 'stop_early_resolution'), 'not-allowed-now', 'T10');
  });

  test('it is not tried twice at once, and not after its days', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'try_early_resolution');

    expectProblem(await ask(story, complaint, 'try_early_resolution'), 'not-allowed-now');
    await story.moveClock('2026-06-09');
    expectProblem(await ask(story, complaint, 'try_early_resolution'), 'rule-broken', 'L4');
  });

  for (const policy of ['statutory', 'sunderland']) {
    test(`${policy} has no such step`, async () => {
      const story = await began(policy);
      const complaint = await received(story);
      expectProblem(await ask(story, complaint, 'try_early_resolution'), 'rule-broken', 'T8');
    });
  }
});

describe('the council proposes it', () => {
  test('nothing happens until she says yes; then it is tried from the later of the two days', async () => {
    const story = await began();
    const complaint = await received(story);
    const proposal = await decided(story, complaint, PROPOSAL);
    assert.deepEqual([(await now(story, complaint)).status, proposal.effective_on], ['stage1', null]);

    await story.moveClock('2026-06-02');
    await asked(story, complaint, 'answer', { detail: { of: 'early_resolution', agree: true, proposal: proposal.id } });
    assert.equal((await now(story, complaint)).status, 'early_resolution');
    assert.equal((await story.asManager().read(at(complaint, `/decisions/${proposal.id}`))).effective_on, '2026-06-02');
  });

  test('C03: she says no, and stage 1 goes on at once', async () => {
    const story = await began();
    const complaint = await received(story);
    await decided(story, complaint, PROPOSAL);
    const answer = await asked(story, complaint, 'answer', { detail: { of: 'early_resolution', agree: false } });

    assert.equal(answer.status, 'done');
    assert.equal((await now(story, complaint)).status, 'stage1');
    expectProblem(await ask(story, complaint, 'answer', { of: 'early_resolution', agree: true }), 'not-allowed-now');
  });

  test('the manager does not answer the council\'s own proposal', async () => {
    const story = await began();
    const complaint = await received(story);
    await decided(story, complaint, PROPOSAL);
    const refused = await story.asManager().post(at(complaint, '/requests'), { kind: 'answer', detail: { of: 'early_resolution', agree: true } });

    expectProblem(refused, 'rule-broken', 'T8');
    const told = await story.asManager().post(at(complaint, '/requests'), { kind: 'answer', form: 'oral', made_by: 'complainant', detail: { of: 'early_resolution', agree: true } });
    assert.equal(told.status, 201, 'but may key what she said');
  });

  test('an answer names a proposal of the kind that it answers', async () => {
    const story = await began();
    const complaint = await received(story);
    const proposal = await decided(story, complaint, PROPOSAL);
    const classified = await decided(story, complaint, { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent' } });

    for (const detail of [{ of: 'skip_stage_1', agree: true, proposal: proposal.id }, { of: 'early_resolution', agree: true, proposal: classified.id }]) {
      assert.deepEqual(faultsIn(await ask(story, complaint, 'answer', detail)), [['/detail/proposal', 'not_a_proposal']]);
    }
  });

  test('a proposal that stands until a day lapses after it', async () => {
    const story = await began();
    const complaint = await received(story);
    await decided(story, complaint, { ...PROPOSAL, detail: { of: 'early_resolution', until: '2026-06-02' } });

    await story.moveClock('2026-06-03');
    const refused = await ask(story, complaint, 'answer', { of: 'early_resolution', agree: true });
    expectProblem(refused, 'not-allowed-now');
    assert.deepEqual(violationsIn(refused)[0], ['rulebook 3.3', '/detail/proposal']);
  });

  test('where the policy has it not, it is not proposed', async () => {
    const story = await began('sunderland');
    const complaint = await received(story);
    const refused = await story.asManager().act(complaint.id, '/decisions', PROPOSAL);
    expectProblem(refused, 'rule-broken', 'T8');
  });
});
