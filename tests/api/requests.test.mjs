// What the complainant's side asks: by themselves, or keyed by staff who were told; and every way in which that is refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appointed, asked, at, decided, received } from './support/cases.mjs';
import { expectProblem, given, ifMatch } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

const began = (policy = 'statutory') => service.story({ policy, today: '2026-06-01' });

describe('a parent asks on her own account', () => {
  test('the smallest request names its kind, and is hers, made today', async () => {
    const story = await began();
    const complaint = await received(story);
    const request = await asked(story, complaint, 'stage_2');

    assert.equal(request.kind, 'stage_2');
    assert.deepEqual([request.made_on, request.received_on, request.form], ['2026-06-01', '2026-06-01', 'written']);
    assert.equal(request.made_by.role, 'complainant');
    assert.match(request.made_by.participant_id, /^[0-9a-f-]{36}$/);
    assert.equal(request.recorded_by, null, 'nobody keyed it for her');
    assert.deepEqual(request.detail, {});
    assert.equal(request.complaint_version, complaint.version + 1);
  });

  test('the answer says where the request is, and shows it again as it was', async () => {
    const story = await began();
    const complaint = await received(story);
    const made = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'advocate', words: 'I want help.' });

    assert.equal(made.status, 201);
    assert.ok(made.headers.location.endsWith(`/requests/${made.body.id}`));
    const shown = await story.asComplainant().get(new URL(made.headers.location, service.base).pathname);
    assert.deepEqual(shown.body, made.body);
    assert.equal(shown.headers.etag.slice(1).split('.')[0], String(made.body.complaint_version));
    const again = await story.asComplainant().get(shown.path, { headers: { 'if-none-match': shown.headers.etag } });
    assert.equal(again.status, 304);
  });

  test('her right does not fail on a colleague\'s edit: no If-Match is asked for', async () => {
    const story = await began();
    const complaint = await received(story);
    const seen = await story.asComplainant().get(at(complaint));

    await decided(story, complaint, { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent' } });
    const request = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'advocate' });
    assert.equal(request.status, 201);
    assert.notEqual(seen.body.version, request.body.complaint_version - 1);
  });

  test('asking for an advocate opens the entry of the advocacy, once', async () => {
    const story = await began();
    const complaint = await received(story);

    await asked(story, complaint, 'advocate');
    await asked(story, complaint, 'advocate');
    const { items } = await story.asManager().read(at(complaint, '/advocacy'));
    assert.deepEqual(items.map(({ status, asked_on: on }) => [status, on]), [['asked', '2026-06-01']]);
  });

  test('an offer of an advocate becomes what was asked for', async () => {
    const story = await began();
    const complaint = await received(story);

    await story.asManager().made(at(complaint, '/advocacy'), { offered_on: '2026-06-01' });
    await asked(story, complaint, 'advocate');
    const { items } = await story.asManager().read(at(complaint, '/advocacy'));
    assert.deepEqual(items.map(({ status }) => status), ['asked']);
  });

  test('the same Idempotency-Key asks once', async () => {
    const story = await began();
    const complaint = await received(story);
    const headers = { 'idempotency-key': 'a-key-of-hers-01' };
    const first = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'stage_2' }, { headers });
    const second = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'stage_2' }, { headers });

    assert.equal(second.headers['idempotent-replayed'], 'true');
    assert.equal(second.text, first.text);
    assert.equal((await story.asComplainant().read(at(complaint, '/requests'))).items.length, 1);
  });

  test('the event tells ids and codes, no words', async () => {
    const story = await began();
    const complaint = await received(story);
    const request = await asked(story, complaint, 'skip_stage_1', { words: 'The team would answer about itself.' });
    const { items } = await story.asManager().read(at(complaint, '/events'));
    const event = items.find(({ type }) => type === 'heard.request.made');

    assert.equal(event.data.resource.id, request.id);
    assert.ok(!JSON.stringify(items).includes('answer about itself'));
  });
});

describe('a complaints manager keys what was said on the telephone', () => {
  test('the request is the complainant\'s, on the day it was said; who keyed it stands beside', async () => {
    const story = await began();
    const complaint = await received(story);

    await story.moveClock('2026-06-04');
    const request = await story.asManager().made(at(complaint, '/requests'), {
      kind: 'stage_2', form: 'oral', made_by: 'complainant', made_on: '2026-06-02', received_on: '2026-06-03', words: 'Take it further.',
    });
    assert.deepEqual([request.made_on, request.received_on, request.form], ['2026-06-02', '2026-06-03', 'oral']);
    assert.equal(request.made_by.role, 'complainant');
    assert.equal(request.recorded_by.role, 'complaints_manager');
    assert.equal(request.recorded_by.subject, story.subjects.get('complaints_manager'));
    const hers = await story.asComplainant().read(at(complaint, `/requests/${request.id}`));
    assert.equal(hers.recorded_by.subject, null, 'the colleague\'s login is the council\'s own');
  });

  test('what was said once and received later is received on the day it was made, when nothing else is said', async () => {
    const story = await began();
    const complaint = await received(story);

    await story.moveClock('2026-06-04');
    const request = await story.asManager().made(at(complaint, '/requests'), { kind: 'stage_2', made_by: 'complainant', made_on: '2026-06-02' });
    assert.equal(request.received_on, '2026-06-02');
  });

  test('somebody is named by id as well as by role', async () => {
    const story = await began();
    const complaint = await received(story);
    const hers = complaint.participants.find(({ role }) => role === 'complainant');
    const request = await story.asIntake().made(at(complaint, '/requests'), { kind: 'stage_2', made_by: hers.id });

    assert.equal(request.made_by.participant_id, hers.id);
  });

  test('an advocate\'s request is the advocate\'s', async () => {
    const story = await began();
    const complaint = await received(story, { advocate: { name: 'Jo Bell', appointed_on: '2026-05-29' } });
    const request = await story.asManager().made(at(complaint, '/requests'), { kind: 'stage_2', made_by: 'advocate' });

    assert.equal(request.made_by.role, 'advocate');
  });

  test('the complainant may be said to have asked although the case knows nobody by name', async () => {
    const story = await began();
    const complaint = await story.asManager().made('/v1/complaints', { own_words: 'A call without a name.', channel: 'phone', form: 'oral', anonymity: 'anonymous' });
    const request = await story.asManager().made(at(complaint, '/requests'), { kind: 'withdraw', form: 'oral', made_by: 'complainant' });

    assert.deepEqual([request.made_by.role, request.made_by.participant_id], ['complainant', null]);
  });

  for (const [why, body, rule] of [
    ['B06: a later start is the complainant\'s to ask for', { kind: 'later_start', detail: { start_on: '2026-06-16', reasons: 'The team is short of staff.' } }, 'reg. 14(4)'],
    ['C03: early resolution needs the complainant', { kind: 'try_early_resolution' }, 'T8'],
    ['stage 2 is the complainant\'s to ask for', { kind: 'stage_2' }, 'rulebook 2'],
    ['a complaint is the complainant\'s to withdraw', { kind: 'withdraw' }, 'rulebook 2'],
    ['what is offered is the complainant\'s to accept', { kind: 'accept_outcome' }, 'rulebook 2'],
    ['stage 1 is the complainant\'s to skip', { kind: 'skip_stage_1' }, 'rulebook 2'],
    ['an advocate is the complainant\'s to ask for', { kind: 'advocate' }, 'rulebook 2'],
  ]) {
    test(`without a name it is the council's own act: ${why}`, async () => {
      const story = await began('middlesbrough');
      const complaint = await received(story);

      expectProblem(await story.asManager().post(at(complaint, '/requests'), body), 'rule-broken', rule);
      assert.deepEqual((await story.asManager().read(at(complaint, '/requests'))).items, [], 'nothing was kept');
    });
  }

  test('a handler has no more right to ask than anybody else at the council', async () => {
    const story = await began();
    const complaint = await received(story);

    await appointed(story, complaint);
    expectProblem(await story.asHandler().post(at(complaint, '/requests'), { kind: 'stage_2' }), 'rule-broken', 'rulebook 2');
  });
});

describe('what does not fit is named, all of it at once', () => {
  test('members, kinds, days and texts together', async () => {
    const story = await began();
    const complaint = await received(story);
    const refused = await story.asManager().post(at(complaint, '/requests'), {
      kind: 'later_start', made_on: '2026-02-30', form: 'sung', made_by: 'the mother', urgent: true, detail: { start_on: 'soon', why: 'x' },
    });

    expectProblem(refused, 'validation-failed');
    assert.deepEqual(faultsIn(refused).sort(), [
      ['/detail/start_on', 'not_a_date'], ['/detail/why', 'unknown_member'], ['/form', 'not_a_code'], ['/made_by', 'invalid'],
      ['/made_on', 'not_a_date'], ['/urgent', 'unknown_member'],
    ]);
  });

  for (const [why, body, fault] of [
    ['a kind must be there', {}, ['/kind', 'missing']],
    ['a kind must be known', { kind: 'stage_3' }, ['/kind', 'not_a_code']],
    ['a later start has a day', { kind: 'later_start' }, ['/detail', 'missing']],
    ['an answer says what it answers', { kind: 'answer', detail: { agree: true } }, ['/detail/of', 'missing']],
    ['an early referral is not proposed at stage 1', { kind: 'answer', detail: { of: 'early_referral', agree: true } }, ['/detail/of', 'not_a_code']],
    ['stage 2 has no detail: no form, no reasons', { kind: 'stage_2', detail: { reasons: 'x' } }, ['/detail/reasons', 'unknown_member']],
    ['points have numbers', { kind: 'withdraw', detail: { points: [0] } }, ['/detail/points/0', 'out_of_range']],
    ['points stand once', { kind: 'withdraw', detail: { points: [1, 1] } }, ['/detail/points/1', 'repeated']],
    ['words have an end', { kind: 'stage_2', words: 'a'.repeat(50_001) }, ['/words', 'too_long']],
    ['points or a request, not both', { kind: 'withdraw', detail: { points: [1], request: UNKNOWN } }, ['/detail/request', 'one_of']],
    ['a request taken back is one of this complaint', { kind: 'withdraw', detail: { request: UNKNOWN } }, ['/detail/request', 'not_a_request']],
    ['a proposal answered is one of this complaint', { kind: 'answer', detail: { of: 'skip_stage_1', agree: true, proposal: UNKNOWN } }, ['/detail/proposal', 'not_a_proposal']],
  ]) {
    test(why, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await story.asComplainant().post(at(complaint, '/requests'), body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  for (const [why, body, fault] of [
    ['nothing is said in the future', { kind: 'stage_2', made_by: 'complainant', made_on: '2026-06-02' }, ['/made_on', 'in_the_future']],
    ['nothing arrives in the future', { kind: 'stage_2', made_by: 'complainant', received_on: '2026-06-02' }, ['/received_on', 'in_the_future']],
    ['nothing arrives before it was said', { kind: 'stage_2', made_by: 'complainant', made_on: '2026-06-01', received_on: '2026-05-31' }, ['/received_on', 'before_it_happened']],
    ['nobody of that id takes part', { kind: 'stage_2', made_by: UNKNOWN }, ['/made_by', 'not_a_participant']],
    ['nobody holds that role', { kind: 'stage_2', made_by: 'advocate' }, ['/made_by', 'not_a_participant']],
  ]) {
    test(`of staff: ${why}`, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await story.asManager().post(at(complaint, '/requests'), body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  test('of two complainants one must be named by id', async () => {
    const story = await began();
    const complaint = await received(story);

    await story.asManager().made(at(complaint, '/participants'), { role: 'complainant', name: 'Her sister' });
    const refused = await story.asManager().post(at(complaint, '/requests'), { kind: 'stage_2', made_by: 'complainant' });
    expectProblem(refused, 'validation-failed');
    assert.deepEqual(faultsIn(refused), [['/made_by', 'ambiguous']]);
  });

  for (const [why, body, fault] of [
    ['does not date her own request', { kind: 'stage_2', made_on: '2026-05-20' }, ['/made_on', 'not_yours']],
    ['does not say when it arrived', { kind: 'stage_2', received_on: '2026-05-20' }, ['/received_on', 'not_yours']],
    ['does not speak for others', { kind: 'stage_2', made_by: 'advocate' }, ['/made_by', 'not_yours']],
  ]) {
    test(`a complainant ${why}`, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await story.asComplainant().post(at(complaint, '/requests'), body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }
});

describe('what cannot be done now', () => {
  test('a refusal names the state, what can be done, and why not this', async () => {
    const story = await began();
    const complaint = await received(story);
    const refused = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'answer', detail: { of: 'skip_stage_1', agree: true } });
    const problem = expectProblem(refused, 'not-allowed-now', 'rulebook 3.3');

    assert.equal(problem.complaint_status, 'stage1');
    assert.ok(problem.available_actions.some(({ name, allowed }) => name === 'request:stage_2' && allowed));
    assert.deepEqual(violationsIn(refused), [['rulebook 3.3', '/detail/proposal']]);
  });

  test('stage 2 is asked for once', async () => {
    const story = await began();
    const complaint = await received(story);

    await asked(story, complaint, 'skip_stage_1');
    await decided(story, complaint, { kind: 'skip_stage_1', reasons: 'Too serious for the team.', detail: { agreed: true } });
    expectProblem(await story.asComplainant().post(at(complaint, '/requests'), { kind: 'stage_2' }), 'not-allowed-now', 'T19');
  });

  test('nobody else\'s complaint can be asked about, nor read', async () => {
    const story = await began();
    const complaint = await received(story);
    const request = await asked(story, complaint, 'stage_2');
    const stranger = await story.as('complainant', 'a-stranger');

    expectProblem(await stranger.post(at(complaint, '/requests'), { kind: 'stage_2' }), 'not-found');
    expectProblem(await stranger.get(at(complaint, '/requests')), 'not-found');
    expectProblem(await stranger.get(at(complaint, `/requests/${request.id}`)), 'not-found');
  });

  test('a request of one complaint is none of another', async () => {
    const story = await began();
    const [complaint, other] = [await received(story), await received(story)];
    const request = await asked(story, complaint, 'stage_2');

    expectProblem(await story.asManager().get(at(other, `/requests/${request.id}`)), 'not-found');
    expectProblem(await story.asManager().get(at(complaint, `/requests/${UNKNOWN}`)), 'not-found');
    const refused = await story.asComplainant().post(at(other, '/requests'), { kind: 'withdraw', detail: { request: request.id } });
    assert.deepEqual(faultsIn(refused), [['/detail/request', 'not_a_request']]);
  });
});

describe('a developer reads the list', () => {
  test('in the order of the acts, page by page, of the kinds asked for', async () => {
    const story = await began();
    const complaint = await received(story);
    const reader = story.asComplainant();
    for (const kind of ['advocate', 'stage_2', 'skip_stage_1']) await asked(story, complaint, kind);

    const first = await reader.get(at(complaint, '/requests?limit=2'));
    assert.deepEqual(first.body.items.map(({ kind }) => kind), ['advocate', 'stage_2']);
    assert.match(first.headers.link, /rel="next"/);
    const second = await reader.read(at(complaint, `/requests?limit=2&cursor=${first.body.next_cursor}`));
    assert.deepEqual(second.items.map(({ kind }) => kind), ['skip_stage_1']);
    assert.equal(second.next_cursor, null);
    const some = await reader.read(at(complaint, '/requests?kind=stage_2,advocate'));
    assert.deepEqual(some.items.map(({ kind }) => kind), ['advocate', 'stage_2']);
  });

  test('a cursor of another list, and a kind that there is not, are refused by name', async () => {
    const story = await began();
    const complaint = await received(story);

    expectProblem(await story.asManager().get(at(complaint, '/requests?cursor=abc')), 'validation-failed');
    expectProblem(await story.asManager().get(at(complaint, '/requests?kind=stage_9')), 'validation-failed');
    expectProblem(await story.asManager().get(at(complaint, '/requests?status=open')), 'unknown-parameter');
  });

  test('an If-Match that is sent all the same is no harm', async () => {
    const story = await began();
    const complaint = await received(story);
    const now = await story.asComplainant().get(at(complaint));
    const made = await story.asComplainant().post(at(complaint, '/requests'), { kind: 'advocate' }, { headers: ifMatch(now) });

    assert.equal(made.status, 201);
  });
});
