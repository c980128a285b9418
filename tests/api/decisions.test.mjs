// What the council decides, always with reasons: screening, the two decisions before stage 1, the answers to requests; and
// every way in which a decision is refused. Extensions and corrections have stories of their own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { asked, at, decided, received } from './support/cases.mjs';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

const began = (today = '2026-06-01', policy = 'statutory') => service.story({ policy, today });
const decide = (story, complaint, decision) => story.asManager().act(complaint.id, '/decisions', decision);
const clocks = async (story, complaint) => {
  const { items } = await story.asManager().read(at(complaint, '/deadlines'));
  return Object.fromEntries(items.map((clock) => [clock.kind, clock]));
};

const CLASSIFY = { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent' } };

describe('a decision is written down whole', () => {
  test('with who decided, when, why and on what it rests', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await decide(story, complaint, { ...CLASSIFY, evidence: ['The birth certificate.', 'The file.'], points: [1] });

    assert.equal(made.status, 201);
    const decision = made.body;
    assert.deepEqual([decision.kind, decision.decided_on, decision.effective_on], ['classify', '2026-06-01', '2026-06-01']);
    assert.deepEqual([decision.decided_by.role, decision.decided_by.subject], ['complaints_manager', story.subjects.get('complaints_manager')]);
    assert.deepEqual(decision.evidence, ['The birth certificate.', 'The file.']);
    assert.deepEqual([decision.points, decision.reasons, decision.detail], [[1], 'Her mother.', { capacity: 'parent' }]);
    assert.deepEqual([decision.in_answer_to, decision.supersedes, decision.superseded_by, decision.notice], [null, null, null, null]);
    const shown = await story.asManager().get(new URL(made.headers.location, service.base).pathname);
    assert.deepEqual(shown.body, decision);
    assert.equal((await story.asManager().get(shown.path, { headers: { 'if-none-match': shown.headers.etag } })).status, 304);
  });

  test('the complainant reads the reasons, and not who of the council has which login', async () => {
    const story = await began();
    const complaint = await received(story);
    const { id } = await decided(story, complaint, CLASSIFY);
    const hers = await story.asComplainant().read(at(complaint, `/decisions/${id}`));

    assert.deepEqual([hers.reasons, hers.decided_by.subject], ['Her mother.', null]);
  });

  test('decided yesterday and keyed today, it counts from yesterday', async () => {
    const story = await began();
    const complaint = await received(story);

    await story.moveClock('2026-06-03');
    assert.equal((await decided(story, complaint, { ...CLASSIFY, decided_on: '2026-06-02' })).decided_on, '2026-06-02');
  });

  test('it is never edited: a second one replaces the first, which stays to be read', async () => {
    const story = await began();
    const complaint = await received(story);
    const first = await decided(story, complaint, CLASSIFY);
    const second = await decided(story, complaint, { kind: 'classify', reasons: 'She has parental responsibility only.', supersedes: first.id, detail: { capacity: 'person_with_pr' } });

    assert.equal(second.supersedes, first.id);
    const kept = await story.asManager().read(at(complaint, `/decisions/${first.id}`));
    assert.deepEqual([kept.superseded_by, kept.detail.capacity], [second.id, 'parent']);
    const third = await decide(story, complaint, { ...CLASSIFY, supersedes: first.id });
    assert.deepEqual(faultsIn(third), [['/supersedes', 'superseded']]);
    for (const verb of ['patch', 'put', 'del']) {
      expectProblem(await story.asManager()[verb](at(complaint, `/decisions/${first.id}`), {}), 'method-not-allowed');
    }
  });

  test('a developer reads them in order, page by page, by kind', async () => {
    const story = await began();
    const complaint = await received(story);
    await decided(story, complaint, CLASSIFY);
    await decided(story, complaint, { kind: 'proposal', reasons: 'Too serious for the team.', detail: { of: 'skip_stage_1' } });

    const first = await story.asManager().read(at(complaint, '/decisions?limit=1'));
    assert.deepEqual(first.items.map(({ kind }) => kind), ['classify']);
    const second = await story.asManager().read(at(complaint, `/decisions?limit=1&cursor=${first.next_cursor}`));
    assert.deepEqual(second.items.map(({ kind }) => kind), ['proposal']);
    const some = await story.asManager().read(at(complaint, '/decisions?kind=proposal,route'));
    assert.deepEqual(some.items.map(({ kind }) => kind), ['proposal']);
    expectProblem(await story.asManager().get(at(complaint, `/decisions/${UNKNOWN}`)), 'not-found');
    const stranger = await story.as('complainant', 'a-stranger');
    expectProblem(await stranger.get(at(complaint, '/decisions')), 'not-found');
  });
});

describe('two colleagues do not decide over each other', () => {
  test('428 without the version, 412 with an old one, and what is current is said', async () => {
    const story = await began();
    const complaint = await received(story);
    const seen = await story.asManager().get(at(complaint));

    expectProblem(await story.asManager().post(at(complaint, '/decisions'), CLASSIFY), 'precondition-required');
    await asked(story, complaint, 'advocate');
    const late = await story.asManager().post(at(complaint, '/decisions'), CLASSIFY, { headers: ifMatch(seen) });
    const problem = expectProblem(late, 'version-mismatch');
    const now = await story.asManager().get(at(complaint));
    assert.equal(problem.current_etag.slice(1).split('.')[0], now.headers.etag.slice(1).split('.')[0]);
    assert.deepEqual((await story.asManager().read(at(complaint, '/decisions'))).items, []);
  });

  test('the version comes before the form of the body, and the form before the rules', async () => {
    const story = await began();
    const complaint = await received(story);
    const seen = await story.asManager().get(at(complaint));
    await asked(story, complaint, 'advocate');

    expectProblem(await story.asManager().post(at(complaint, '/decisions'), { kind: 'nonsense' }, { headers: ifMatch(seen) }), 'version-mismatch');
    const form = await decide(story, complaint, { kind: 'extension', reasons: ' ', detail: { stage: 3, new_due_on: '2027-01-01', ground: 'staff' } });
    assert.deepEqual(faultsIn(form), [['/detail/stage', 'out_of_range']]);
  });

  test('a repeated decision gets its stored answer, not a 412', async () => {
    const story = await began();
    const complaint = await received(story);
    const now = await story.asManager().get(at(complaint));
    const headers = { ...ifMatch(now), 'idempotency-key': 'decide-only-once-1' };
    const first = await story.asManager().post(at(complaint, '/decisions'), CLASSIFY, { headers });
    const again = await story.asManager().post(at(complaint, '/decisions'), CLASSIFY, { headers });

    assert.deepEqual([again.status, again.headers['idempotent-replayed'], again.text], [201, 'true', first.text]);
  });
});

describe('what does not fit is named, all of it at once', () => {
  for (const [why, body, faults] of [
    ['nothing at all', {}, [['/kind', 'missing'], ['/reasons', 'missing']]],
    ['a kind of a later stage', { kind: 'stop', reasons: 'x', detail: {} }, [['/kind', 'not_a_code']]],
    ['no detail', { kind: 'classify', reasons: 'x' }, [['/detail', 'missing']]],
    ['a detail of another kind', { kind: 'classify', reasons: 'x', detail: { of: 'skip_stage_1' } }, [['/detail/capacity', 'missing'], ['/detail/of', 'unknown_member']]],
    ['a capacity and functions that are none', { kind: 'classify', reasons: 'x', detail: { capacity: 'neighbour', functions: ['part3', 'part9', 'part3'] } },
      [['/detail/capacity', 'not_a_code'], ['/detail/functions/1', 'not_a_code'], ['/detail/functions/2', 'repeated']]],
    ['a proposal of a later stage', { kind: 'proposal', reasons: 'x', detail: { of: 'early_referral' } }, [['/detail/of', 'not_a_code']]],
    ['points without a way', { kind: 'route', reasons: 'x', detail: { points: [{ point: 1 }, { procedure: 'mixed' }] } },
      [['/detail/points/0/procedure', 'missing'], ['/detail/points/1/point', 'missing'], ['/detail/points/1/procedure', 'not_a_code']]],
    ['no points', { kind: 'route', reasons: 'x', detail: { points: [] } }, [['/detail/points', 'too_few']]],
    ['a ground that is no code', { kind: 'extension', reasons: 'x', detail: { stage: 1, new_due_on: '2026-06-20', ground: 'On leave' } }, [['/detail/ground', 'invalid']]],
    ['reasons that are no text, evidence that is none', { kind: 'skip_stage_1', reasons: 5, evidence: ['', 'x'], detail: { agreed: 'yes' } },
      [['/detail/agreed', 'wrong_type'], ['/evidence/0', 'blank'], ['/reasons', 'wrong_type']]],
    ['a fact that cannot be put right', { kind: 'correction', reasons: 'x', second_person: 'other', detail: { fact: 'due_on', value: '2026-06-01' } }, [['/detail/fact', 'not_a_code']]],
  ]) {
    test(why, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await decide(story, complaint, body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused).sort(), faults);
    });
  }

  for (const [why, more, fault] of [
    ['a decision of the future', { decided_on: '2026-06-02' }, ['/decided_on', 'in_the_future']],
    ['an answer to nothing', { in_answer_to: UNKNOWN }, ['/in_answer_to', 'answers_none']],
    ['a decision replaced that there is not', { supersedes: UNKNOWN }, ['/supersedes', 'not_a_decision']],
  ]) {
    test(why, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await decide(story, complaint, { ...CLASSIFY, ...more });

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  test('a decision is replaced by one of its own kind', async () => {
    const story = await began();
    const complaint = await received(story);
    const first = await decided(story, complaint, CLASSIFY);
    const refused = await decide(story, complaint, { kind: 'proposal', reasons: 'x', supersedes: first.id, detail: { of: 'skip_stage_1' } });

    assert.deepEqual(faultsIn(refused), [['/supersedes', 'other_kind']]);
  });
});

describe('reasons are never blank', () => {
  for (const [kind, detail] of [
    ['classify', { capacity: 'parent' }],
    ['proposal', { of: 'skip_stage_1' }],
    ['extension', { stage: 1, new_due_on: '2026-06-19', ground: 'complex' }],
    ['route', { points: [{ point: 1, procedure: 'other_body', body: 'school', reasons: 'The school runs it.' }] }],
  ]) {
    test(kind, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await decide(story, complaint, { kind, reasons: ' \n', detail });

      expectProblem(refused, 'rule-broken');
      assert.ok(violationsIn(refused).some(([, pointer]) => pointer === '/reasons'), refused.text);
    });
  }
});

describe('who complains, and about what (T3)', () => {
  test('capacity, functions and the functions of points are taken over', async () => {
    const story = await began();
    const complaint = await story.complaint({ points: [{ own_words: 'My visits were cut.' }, { own_words: 'My plan is old.' }] });

    await decided(story, complaint, {
      kind: 'classify', reasons: 'A care order since 2020.',
      detail: { capacity: 'child_looked_after', functions: ['part3', 'part4_5'], points: [{ point: 2, function: 'part4_5' }] },
    });
    const now = await story.asManager().read(at(complaint));
    assert.deepEqual([now.capacity, now.functions], ['child_looked_after', ['part3', 'part4_5']]);
    assert.deepEqual(now.points.map((point) => point.function), [null, 'part4_5']);
  });

  test('a point that there is not is no point', async () => {
    const story = await began();
    const complaint = await received(story);
    const refused = await decide(story, complaint, { ...CLASSIFY, points: [7], detail: { capacity: 'parent', points: [{ point: 9, function: 'part3' }] } });

    expectProblem(refused, 'rule-broken', 'rulebook 7');
    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer).sort(), ['/detail/points/0/point', '/points/0']);
  });

  test('intake does not decide: the scope and the role are the manager\'s', async () => {
    const story = await began();
    const complaint = await received(story);

    for (const caller of [story.asIntake(), story.asHandler(), story.asComplainant(), story.asAdvocate()]) {
      expectProblem(await caller.post(at(complaint, '/decisions'), CLASSIFY), 'insufficient-scope');
    }
  });
});

describe('a point that is not for this procedure (T4)', () => {
  const two = { capacity: 'child_in_need', functions: ['part3'], points: [{ own_words: 'My visits were cut.' }, { own_words: 'The taxi to school is late.' }] };
  const elsewhere = { point: 2, procedure: 'other_body', body: 'school', reasons: 'The school runs the taxi.' };

  test('goes where it is heard, with a reason of its own; the other stays', async () => {
    const story = await began();
    const complaint = await story.complaint(two);

    await decided(story, complaint, { kind: 'route', reasons: 'School transport is no Part 3 function.', detail: { points: [elsewhere] } });
    const now = await story.asManager().read(at(complaint));
    assert.deepEqual(now.points.map(({ procedure, body }) => [procedure, body]), [['statutory', null], ['other_body', 'school']]);
    assert.equal(now.status, 'stage1');
  });

  test('the last one takes the complaint along, and one that comes back brings it back', async () => {
    const story = await began();
    const complaint = await received(story);
    const away = { kind: 'route', reasons: 'Not ours.', detail: { points: [{ ...elsewhere, point: 1 }] } };

    const first = await decided(story, complaint, away);
    assert.equal((await story.asManager().read(at(complaint))).status, 'out_of_scope');
    await decided(story, complaint, { kind: 'route', reasons: 'It is ours after all.', supersedes: first.id, detail: { points: [{ point: 1, procedure: 'statutory' }] } });
    const now = await story.asManager().read(at(complaint));
    assert.deepEqual([now.status, now.points[0].procedure, now.points[0].body], ['stage1', 'statutory', null]);
  });

  test('several ways in one decision', async () => {
    const story = await began();
    const complaint = await story.complaint({ points: [...two.points, { own_words: 'The office was rude.' }] });

    await decided(story, complaint, {
      kind: 'route', reasons: 'Point by point.', second_person: 'manager-2',
      detail: { points: [{ point: 1, procedure: 'statutory' }, elsewhere, { point: 3, procedure: 'corporate', reasons: 'The reception is no Part 3 function.' }] },
    });
    const now = await story.asManager().read(at(complaint));
    assert.deepEqual(now.points.map(({ procedure }) => procedure), ['statutory', 'other_body', 'corporate']);
    assert.equal(now.procedure, 'mixed');
  });

  test('without a reason for the point, it stays', async () => {
    const story = await began();
    const complaint = await story.complaint(two);
    const refused = await decide(story, complaint, { kind: 'route', reasons: 'Not ours.', detail: { points: [{ ...elsewhere, reasons: ' ' }] } });

    expectProblem(refused, 'rule-broken', 'T4');
    assert.deepEqual(violationsIn(refused), [['T4', '/detail/points/0/reasons']]);
  });

  for (const [who, second] of [['nobody', undefined], ['the manager alone', 'self']]) {
    test(`the corporate route is not decided by ${who === 'nobody' ? 'one person' : who} (decisions 27)`, async () => {
      const story = await began();
      const complaint = await story.complaint(two);
      const refused = await decide(story, complaint, {
        kind: 'route', reasons: 'Rudeness.', ...(second && { second_person: story.subjects.get('complaints_manager') }),
        detail: { points: [{ point: 1, procedure: 'corporate', reasons: 'Rudeness at the reception.' }] },
      });

      expectProblem(refused, 'rule-broken', 'T4');
      assert.deepEqual(violationsIn(refused), [['T4', '/second_person']]);
    });
  }

  test('everything that is missing is said at once', async () => {
    const story = await began();
    const complaint = await story.complaint(two);
    const refused = await decide(story, complaint, { kind: 'route', reasons: '', detail: { points: [{ point: 1, procedure: 'corporate' }, { point: 8, procedure: 'other_body' }] } });

    expectProblem(refused, 'rule-broken');
    const pointers = violationsIn(refused).map(([, pointer]) => pointer);
    for (const pointer of ['/detail/points/0/reasons', '/detail/points/1/point', '/detail/points/1/reasons', '/reasons', '/second_person']) {
      assert.ok(pointers.includes(pointer), `${pointer} in ${refused.text}`);
    }
  });

  test('a point goes one way', async () => {
    const story = await began();
    const complaint = await story.complaint(two);
    const refused = await decide(story, complaint, { kind: 'route', reasons: 'x', detail: { points: [elsewhere, elsewhere] } });

    assert.deepEqual(faultsIn(refused), [['/detail/points/1/point', 'repeated']]);
  });
});

describe('a grandmother and her interest in the child (T6, reg. 12)', () => {
  const grandmother = { capacity: 'other_26_3_e', functions: ['part3'] };

  test('B03: accepted a week later, stage 1 starts on that day', async () => {
    const story = await began('2026-02-02');
    const complaint = await story.complaint(grandmother);
    assert.equal(complaint.status, 'awaiting_interest_decision');

    await story.moveClock('2026-02-09');
    await decided(story, complaint, { kind: 'sufficient_interest', reasons: 'She cared for him for six years.', detail: { accepted: true, child_views: 'He wants her heard.' } });
    const { stage_1: clock } = await clocks(story, complaint);
    assert.deepEqual([clock.starts_on, clock.due_on, clock.ceiling_on], ['2026-02-09', '2026-02-23', '2026-03-09']);
  });

  test('the child was asked, or it says why not (reg. 12(2))', async () => {
    const story = await began('2026-02-02');
    const complaint = await story.complaint(grandmother);
    const refused = await decide(story, complaint, { kind: 'sufficient_interest', reasons: '', detail: { accepted: false, child_views: '' } });

    expectProblem(refused, 'rule-broken', 'T6');
    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer).sort(), ['/detail/child_views', '/reasons']);
  });

  test('a parent needs no such decision', async () => {
    const story = await began();
    const complaint = await received(story);
    const refused = await decide(story, complaint, { kind: 'sufficient_interest', reasons: 'x', detail: { accepted: true, child_views: 'x' } });

    expectProblem(refused, 'not-allowed-now', 'T6');
  });
});

describe('a care leaver complains about events long ago (T7, reg. 9)', () => {
  const late = { capacity: 'former_relevant_child', functions: ['part3'], grounds_arose_on: '2023-09-01' };
  const limbs = { not_reasonable_to_expect_earlier: 'He was homeless in 2024.', can_be_considered_fairly: 'Files and workers are there.' };

  test('F03: both limbs answered, the complaint is taken', async () => {
    const story = await began('2026-01-20');
    const complaint = await story.complaint(late);
    assert.equal(complaint.status, 'late_decision');

    await decided(story, complaint, { kind: 'late_complaint', reasons: 'Both limbs hold.', detail: { accepted: true, limbs, adjustments_considered: 'A longer call.' } });
    assert.equal((await story.asManager().read(at(complaint))).status, 'stage1');
  });

  for (const [why, given, missing] of [
    ['one limb is null', { ...limbs, not_reasonable_to_expect_earlier: null }, ['/detail/limbs/not_reasonable_to_expect_earlier']],
    ['one limb is blank', { ...limbs, can_be_considered_fairly: ' ' }, ['/detail/limbs/can_be_considered_fairly']],
    ['neither is answered', undefined, ['/detail/limbs/can_be_considered_fairly', '/detail/limbs/not_reasonable_to_expect_earlier']],
  ]) {
    test(`invariant 13: not refused when ${why}`, async () => {
      const story = await began('2026-01-20');
      const complaint = await story.complaint(late);
      const refused = await decide(story, complaint, { kind: 'late_complaint', reasons: 'Too old.', detail: { accepted: false, ...(given && { limbs: given }) } });

      expectProblem(refused, 'rule-broken', 'reg. 9(2)');
      assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer).sort(), missing);
    });
  }

  test('a complaint in time needs no such decision', async () => {
    const story = await began();
    const complaint = await received(story);
    expectProblem(await decide(story, complaint, { kind: 'late_complaint', reasons: 'x', detail: { accepted: true, limbs } }), 'not-allowed-now', 'T7');
  });
});

describe('a later start that the mother asks for (T14, reg. 14(4))', () => {
  const holiday = { detail: { start_on: '2026-03-16', reasons: 'On holiday until then.' } };

  test('B05: agreed, the clock starts on the day she asked for', async () => {
    const story = await began('2026-03-02');
    const complaint = await received(story);
    const request = await asked(story, complaint, 'later_start', holiday);
    assert.deepEqual([request.status, request.takes_effect_on], ['open', null]);

    const decision = await decided(story, complaint, { kind: 'later_start', reasons: 'She asked for it.', detail: { agreed: true } });
    assert.equal(decision.in_answer_to, request.id, 'the one that waits');
    const { stage_1: clock } = await clocks(story, complaint);
    assert.deepEqual([clock.starts_on, clock.due_on], ['2026-03-16', '2026-03-30']);
    const answered = await story.asComplainant().read(at(complaint, `/requests/${request.id}`));
    assert.deepEqual([answered.status, answered.answered_by, answered.takes_effect_on], ['answered', decision.id, '2026-03-16']);
  });

  test('an earlier day than hers may be agreed, a later one may not', async () => {
    const story = await began('2026-03-02');
    const complaint = await received(story);
    await asked(story, complaint, 'later_start', holiday);

    const later = await decide(story, complaint, { kind: 'later_start', reasons: 'x', detail: { agreed: true, start_on: '2026-03-23' } });
    assert.deepEqual(violationsIn(later), [['reg. 14(4)', '/detail/start_on']]);
    await decided(story, complaint, { kind: 'later_start', reasons: 'She is back sooner.', detail: { agreed: true, start_on: '2026-03-09' } });
    assert.equal((await clocks(story, complaint)).stage_1.due_on, '2026-03-23');
  });

  test('not agreed, nothing moves and the request is answered', async () => {
    const story = await began('2026-03-02');
    const complaint = await received(story);
    const request = await asked(story, complaint, 'later_start', holiday);

    await decided(story, complaint, { kind: 'later_start', reasons: 'The child cannot wait.', in_answer_to: request.id, detail: { agreed: false } });
    assert.equal((await clocks(story, complaint)).stage_1.due_on, '2026-03-16');
    const answered = await story.asComplainant().read(at(complaint, `/requests/${request.id}`));
    assert.deepEqual([answered.status, answered.takes_effect_on], ['answered', null]);
  });

  test('what nobody asked for cannot be agreed to', async () => {
    const story = await began('2026-03-02');
    const complaint = await received(story);
    expectProblem(await decide(story, complaint, { kind: 'later_start', reasons: 'We are short of staff.', detail: { agreed: true, start_on: '2026-03-16' } }), 'not-allowed-now', 'reg. 14(4)');
  });

  test('an answer names a request of its kind that waits', async () => {
    const story = await began('2026-03-02');
    const complaint = await received(story);
    const [advocate, later] = [await asked(story, complaint, 'advocate'), await asked(story, complaint, 'later_start', holiday)];
    const answer = (request) => decide(story, complaint, { kind: 'later_start', reasons: 'x', in_answer_to: request, detail: { agreed: true } });

    assert.deepEqual(faultsIn(await answer(UNKNOWN)), [['/in_answer_to', 'not_a_request']]);
    assert.deepEqual(faultsIn(await answer(advocate.id)), [['/in_answer_to', 'other_kind']]);
    succeed(await answer(later.id));
    assert.deepEqual(faultsIn(await answer(later.id)), [['/in_answer_to', 'not_waiting']]);
  });
});
