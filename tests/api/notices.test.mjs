// The formal letters N1 to N9 (rulebook 3.5): drafted with what the case knows, edited while they are drafts, refused while a
// legal content is missing, sent to the complainant and an appointed advocate, and received.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appointed, asked, at, decided, dispatched, drafted, found, received, stage1Answered } from './support/cases.mjs';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';
import { faultsIn, violationsIn } from './support/refusals.mjs';

const service = await given.service();
const UNKNOWN = '01890000-0000-7000-8000-000000000000';

const began = (today = '2026-06-01', policy = 'middlesbrough') => service.story({ policy, today });
const path = (complaint, notice, rest = '') => at(complaint, `/notices/${notice.id}${rest}`);
const lacks = ({ missing }) => missing.map(({ rule, pointer }) => [rule, pointer]);
const clock = async (story, complaint, kind) => (await story.asManager().read(at(complaint, '/deadlines'))).items.find((one) => one.kind === kind);

async function send(story, complaint, notice, body = {}, caller = story.asManager()) {
  return caller.post(path(complaint, notice, '/dispatches'), body, { headers: ifMatch(await caller.get(path(complaint, notice))) });
}

describe('a manager drafts a letter', () => {
  test('the smallest draft names its notice; the service fills in the rest from the case', async () => {
    const story = await began();
    const complaint = await received(story, { participants: [{ role: 'complainant', name: 'Mrs Okafor', identity: story.identity('complainant') }] });
    const made = await story.asManager().post(at(complaint, '/notices'), { notice: 'acknowledgement' });
    const draft = succeed(made);

    assert.deepEqual([draft.status, draft.channel, draft.language, draft.sent_on], ['draft', 'email', 'en', null]);
    assert.deepEqual(draft.detail, {
      reference: complaint.reference, procedure_information: true, guidance_offer: true, due_on: '2026-06-15',
      contact: { email: 'complaints@middlesbrough.gov.uk', phone: '01642 729814', address: 'PO Box 500, TS1 9FT' },
    });
    assert.equal(draft.subject, `We have your complaint, ${complaint.reference}`);
    for (const says of [/^Dear Mrs Okafor,/, /You will have an answer by Monday 15 June 2026\./, /Ombudsman/, /telephone 01642 729814/]) assert.match(draft.body, says);
    assert.deepEqual(draft.missing, []);
    assert.deepEqual([draft.dispatches, draft.delivery_marks], [[], []]);
    assert.ok(made.headers.location.endsWith(`/notices/${draft.id}`));
    assert.deepEqual(await story.asManager().read(path(complaint, draft)), draft);
  });

  test('a child is told of advocates (reg. 11), a parent has no such right under s.26A', async () => {
    const story = await began();
    const child = await story.complaint({ capacity: 'child_looked_after', functions: ['part3'] });
    const parent = await received(story);
    const [hers, theirs] = [await drafted(story, child, 'acknowledgement'), await drafted(story, parent, 'acknowledgement')];

    assert.deepEqual([hers.detail.advocacy_information, hers.detail.advocacy_offer], [true, true]);
    assert.match(hers.body, /An advocate is on your side.*It costs you nothing/);
    assert.match(hers.body, /National Youth Advocacy Service, 0808 808 1001/);
    assert.equal(theirs.detail.advocacy_offer, undefined);
    assert.doesNotMatch(theirs.body, /advocate/i);
  });

  test('while stage 1 waits for its start the letter names no day, and says so', async () => {
    const story = await began();
    const complaint = await story.complaint({ capacity: 'child_looked_after', functions: ['part3'] });
    await asked(story, complaint, 'advocate');
    const draft = await drafted(story, complaint, 'acknowledgement');

    assert.equal(draft.detail.due_on, undefined);
    assert.match(draft.body, /have not started yet/);
    assert.deepEqual(draft.missing, []);
  });

  test('a draft keeps up with the case', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'handler_named');
    assert.deepEqual(lacks(draft), [['N2', '/detail/handler']]);

    await appointed(story, complaint);
    const now = await story.asManager().read(path(complaint, draft));
    assert.equal(now.detail.handler, 'Aisha Rahman');
    assert.deepEqual(now.missing, []);
    assert.match(now.body, /Aisha Rahman looks at your complaint/);
  });

  test('it is for those who write it: the complainant\'s side sees a letter when it was sent', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');

    assert.deepEqual((await story.asComplainant().read(at(complaint, '/notices'))).items, []);
    expectProblem(await story.asComplainant().get(path(complaint, draft)), 'not-found');
    succeed(await send(story, complaint, draft));
    const { items } = await story.asComplainant().read(at(complaint, '/notices'));
    assert.deepEqual(items.map(({ id, status }) => [id, status]), [[draft.id, 'sent']]);
    const hers = await story.asComplainant().get(path(complaint, draft));
    assert.equal(hers.body.dispatches[0].second_person, null);
    assert.equal((await story.asComplainant().get(path(complaint, draft), { headers: { 'if-none-match': hers.headers.etag } })).status, 304);
  });

  test('a list, page by page, of the notices asked for, drafts and sent', async () => {
    const story = await began();
    const complaint = await received(story);
    const first = await dispatched(story, complaint, 'acknowledgement');
    const second = await drafted(story, complaint, 'handler_named');

    const page = await story.asManager().read(at(complaint, '/notices?limit=1'));
    assert.deepEqual(page.items.map(({ id }) => id), [first.id]);
    const next = await story.asManager().read(at(complaint, `/notices?limit=1&cursor=${page.next_cursor}`));
    assert.deepEqual(next.items.map(({ id, missing }) => [id, missing.length]), [[second.id, 1]]);
    const some = await story.asManager().read(at(complaint, '/notices?notice=handler_named,late_decision'));
    assert.deepEqual(some.items.map(({ id }) => id), [second.id]);
    expectProblem(await story.asManager().get(at(complaint, '/notices?notice=stop')), 'validation-failed');
    expectProblem(await story.asManager().get(path(complaint, { id: UNKNOWN })), 'not-found');
    const stranger = await story.as('complainant', 'a-stranger');
    expectProblem(await stranger.get(at(complaint, '/notices')), 'not-found');
  });

  for (const [why, body, faults] of [
    ['no notice', {}, [['/notice', 'missing']]],
    ['a notice of a later stage', { notice: 'stage_2_response' }, [['/notice', 'not_a_code']]],
    ['everything at once', { notice: 'resolution_terms', stage: 4, channel: 'phone', to: ['the mother'], language: '??', detail: { terms: ['', 5], actions: [{ due_on: 'soon' }], new_due_on: '2026-06-29' } }, [
      ['/channel', 'not_a_code'], ['/detail/actions/0/due_on', 'not_a_date'], ['/detail/actions/0/text', 'missing'], ['/detail/new_due_on', 'unknown_member'],
      ['/detail/terms/0', 'blank'], ['/detail/terms/1', 'wrong_type'], ['/language', 'invalid'], ['/stage', 'out_of_range'], ['/to/0', 'invalid'],
    ]],
    ['documents without a title, with a wrong sum', { notice: 'acknowledgement', documents: [{ sha256: 'abc' }] }, [['/documents/0/sha256', 'invalid'], ['/documents/0/title', 'missing']]],
    ['somebody who takes no part', { notice: 'acknowledgement', to: ['advocate'] }, [['/to/0', 'not_a_participant']]],
    ['a decision that there is not', { notice: 'late_decision', decision: UNKNOWN }, [['/decision', 'not_a_decision']]],
    ['a decision where none is told', { notice: 'acknowledgement', decision: UNKNOWN }, [['/decision', 'tells_none']]],
  ]) {
    test(`refused: ${why}`, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await story.asManager().post(at(complaint, '/notices'), body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused).sort(), faults);
    });
  }

  test('refused: a decision of another kind than the notice tells', async () => {
    const story = await began();
    const complaint = await received(story);
    const classified = await decided(story, complaint, { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent' } });
    const refused = await story.asManager().post(at(complaint, '/notices'), { notice: 'stage_1_extension', decision: classified.id });

    assert.deepEqual(faultsIn(refused), [['/decision', 'not_a_decision']]);
  });
});

describe('a draft is edited', () => {
  test('in one\'s own words, to whom one likes, with documents; and approved', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');
    const patch = {
      subject: 'We have it', body: 'Thank you.', channel: 'letter', language: 'en-GB', status: 'approved',
      documents: [{ title: 'How it works', sha256: 'a'.repeat(64), address: null }], detail: { guidance_offer: true, procedure_information: true },
    };
    const now = await story.asManager().amended(path(complaint, draft), patch);

    assert.deepEqual([now.subject, now.body, now.channel, now.language, now.status], ['We have it', 'Thank you.', 'letter', 'en-GB', 'approved']);
    assert.deepEqual(now.documents, patch.documents);
    assert.deepEqual(now.missing, []);
  });

  test('who writes the body answers for what it says: rights and offers are no longer taken for granted', async () => {
    const story = await began();
    const complaint = await story.complaint({ capacity: 'child_in_need', functions: ['part3'] });
    const draft = await drafted(story, complaint, 'acknowledgement', { body: 'We got your letter.' });

    assert.deepEqual(lacks(draft), [['N1', '/detail/procedure_information'], ['N1', '/detail/advocacy_information'], ['N1', '/detail/guidance_offer']]);
    const again = await story.asManager().amended(path(complaint, draft), { body: null });
    assert.deepEqual(again.missing, [], 'and the service\'s own words come back');
    assert.match(again.body, /Thank you for telling us/);
  });

  test('members given replace those of the draft, null gives one back to the case', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement', { detail: { due_on: '2026-06-12', guidance_offer: true } });
    assert.deepEqual(lacks(draft), [['N1', '/detail/due_on']], 'not the day of the clock');

    const now = await story.asManager().amended(path(complaint, draft), { detail: { due_on: null, contact: { phone: '01642 000000' } } });
    assert.deepEqual([now.detail.due_on, now.detail.contact], ['2026-06-15', { phone: '01642 000000' }]);
    assert.deepEqual(now.missing, []);
  });

  test('428 without the version, 412 when a colleague was faster', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');
    const seen = await story.asManager().get(path(complaint, draft));

    expectProblem(await story.asManager().patch(path(complaint, draft), { body: 'Mine.' }), 'precondition-required');
    succeed(await story.asManager().patch(path(complaint, draft), { body: 'Mine.' }, { headers: ifMatch(seen) }));
    expectProblem(await story.asManager().patch(path(complaint, draft), { body: 'Yours.' }, { headers: ifMatch(seen) }), 'version-mismatch');
    assert.equal((await story.asManager().read(path(complaint, draft))).body, 'Mine.');
  });

  for (const [why, patch, faults] of [
    ['nothing', {}, [['', 'missing']]],
    ['a status that dispatch alone gives', { status: 'sent' }, [['/status', 'not_a_code']]],
    ['a detail of another notice', { detail: { terms: ['x'], due_on: 5 } }, [['/detail/due_on', 'not_a_date'], ['/detail/terms', 'unknown_member']]],
    ['somebody who takes no part', { to: [UNKNOWN] }, [['/to/0', 'not_a_participant']]],
    ['another notice', { notice: 'late_decision' }, [['/notice', 'unknown_member']]],
  ]) {
    test(`refused: ${why}`, async () => {
      const story = await began();
      const complaint = await received(story);
      const draft = await drafted(story, complaint, 'acknowledgement');
      const refused = await story.asManager().patch(path(complaint, draft), patch, { headers: ifMatch(await story.asManager().get(path(complaint, draft))) });

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused).sort(), faults);
    });
  }

  test('what was sent stays as it was sent', async () => {
    const story = await began();
    const complaint = await received(story);
    const sent = await dispatched(story, complaint, 'acknowledgement');
    const refused = await story.asManager().patch(path(complaint, sent), { body: 'Better words.' }, { headers: ifMatch(await story.asManager().get(path(complaint, sent))) });

    expectProblem(refused, 'not-allowed-now');
    expectProblem(await send(story, complaint, sent), 'not-allowed-now');
    expectProblem(await story.asManager().patch(path(complaint, { id: UNKNOWN }), { body: 'x' }, { headers: ifMatch(await story.asManager().get(at(complaint))) }), 'not-found');
  });

  test('the case moves on, the letter that was sent does not', async () => {
    const story = await began();
    const complaint = await received(story);
    const sent = await dispatched(story, complaint, 'acknowledgement');
    await decided(story, complaint, { kind: 'correction', reasons: 'The post book.', second_person: 'manager-2', detail: { fact: 'received_on', value: '2026-05-29' } });
    const now = await story.asManager().read(path(complaint, sent));

    assert.deepEqual([now.detail, now.body], [sent.detail, sent.body]);
  });
});

describe('a letter leaves', () => {
  test('N1: the dispatch is the act: it meets the clock, and tells how it went', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');
    assert.equal((await clock(story, complaint, 'acknowledge')).status, 'running');

    await story.moveClock('2026-06-03');
    const made = await send(story, complaint, draft, { sent_on: '2026-06-02', channel: 'letter', evidence: 'Post book, 2 June.', second_person: 'manager-2' });
    const sent = succeed(made);
    assert.deepEqual([made.status, sent.status, sent.sent_on, sent.channel], [201, 'sent', '2026-06-02', 'letter']);
    assert.deepEqual(sent.dispatches.map(({ id, recorded_at: at_, to, ...rest }) => rest), [{ sent_on: '2026-06-02', channel: 'letter', evidence: 'Post book, 2 June.', second_person: 'manager-2' }]);
    assert.deepEqual([(await clock(story, complaint, 'acknowledge')).status, (await clock(story, complaint, 'acknowledge')).recorded_late], ['met', true]);
    const { items } = await story.asManager().read(at(complaint, '/events'));
    assert.ok(items.some(({ type, data }) => type === 'heard.notice.sent' && data.resource.id === draft.id));
  });

  test('receipt is deemed by the way it went, as the policy says: an e-mail at once, a letter in two working days', async () => {
    const story = await began('2026-06-05');
    const complaint = await received(story);
    const email = await dispatched(story, complaint, 'acknowledgement');
    const letter = succeed(await send(story, complaint, await drafted(story, complaint, 'acknowledgement'), { channel: 'letter' }));

    assert.deepEqual([email.received_on, email.received_basis], ['2026-06-05', 'deemed']);
    assert.deepEqual([letter.received_on, letter.received_basis], ['2026-06-09', 'deemed']);
  });

  test('invariant 10: an appointed advocate gets every one, named or not', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement', { to: ['complainant'] });
    assert.deepEqual(draft.to.map(({ role }) => role), ['complainant']);
    await story.asManager().made(at(complaint, '/advocacy'), {
      name: 'Jo Bell', appointed_on: '2026-06-01',
      declarations: { subject: false, manages_subject: false, manages_service: false, controls_resources: false, considers_for_the_council: false },
    });
    const sent = succeed(await send(story, complaint, draft, { to: ['complainant'] }));

    assert.deepEqual(sent.to.map(({ role, name }) => [role, name]).at(-1), ['advocate', 'Jo Bell']);
    assert.deepEqual(sent.dispatches[0].to.map(({ role }) => role), ['complainant', 'advocate']);
  });

  test('several things missing are one refusal', async () => {
    const story = await began('2026-06-01', 'statutory');
    const complaint = await story.complaint({ capacity: 'child_in_need', functions: ['part3'] });
    const draft = await drafted(story, complaint, 'acknowledgement', { body: 'Hello.', detail: { due_on: '2026-07-01', reference: 'X' } });
    const refused = await send(story, complaint, draft);

    expectProblem(refused, 'rule-broken', 'N1');
    assert.deepEqual(violationsIn(refused).map(([, pointer]) => pointer), [
      '/detail/reference', '/detail/procedure_information', '/detail/advocacy_information', '/detail/guidance_offer', '/detail/due_on', '/detail/contact',
    ]);
    assert.equal((await story.asManager().read(path(complaint, draft))).status, 'draft');
  });

  for (const [why, body, fault] of [
    ['in the future', { sent_on: '2026-06-02' }, ['/sent_on', 'in_the_future']],
    ['by telephone', { channel: 'phone' }, ['/channel', 'not_a_code']],
    ['to somebody who takes no part', { to: ['advocate'] }, ['/to/0', 'not_a_participant']],
    ['with a note of ours', { note: 'x' }, ['/note', 'unknown_member']],
  ]) {
    test(`not ${why}`, async () => {
      const story = await began();
      const complaint = await received(story);
      const refused = await send(story, complaint, await drafted(story, complaint, 'acknowledgement'), body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  test('not before the complaint was there, and not without the version', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');

    expectProblem(await send(story, complaint, draft, { sent_on: '2026-05-29' }), 'not-allowed-now', 'T1');
    expectProblem(await story.asManager().post(path(complaint, draft, '/dispatches'), {}), 'precondition-required');
    const seen = await story.asManager().get(path(complaint, draft));
    await asked(story, complaint, 'advocate');
    expectProblem(await story.asManager().post(path(complaint, draft, '/dispatches'), {}, { headers: ifMatch(seen) }), 'version-mismatch');
    const now = ifMatch(await story.asManager().get(at(complaint)));
    expectProblem(await story.asManager().post(path(complaint, { id: UNKNOWN }, '/dispatches'), {}, { headers: now }), 'not-found');
    expectProblem(await story.asComplainant().post(path(complaint, draft, '/dispatches'), {}, { headers: now }), 'insufficient-scope');
  });
});

describe('what each letter must hold', () => {
  test('N1 at stage 2 names the investigator and the independent person', async () => {
    const story = await began();
    const { complaint } = await stage1Answered(story);
    await asked(story, complaint, 'stage_2');
    const early = await drafted(story, complaint, 'acknowledgement', { stage: 2 });
    assert.deepEqual(lacks(early), [['N1', '/detail/investigators']]);
    expectProblem(await send(story, complaint, early), 'rule-broken', 'N1');

    for (const [role, name] of [['stage2_investigator', 'Sam Lee'], ['stage2_independent_person', 'Ruth Amis']]) {
      await story.asManager().made(at(complaint, '/participants'), { role, name, stage: 2, relation_to_authority: 'none', relation_to_case: 'none' });
    }
    const sent = succeed(await send(story, complaint, early));
    assert.equal(sent.detail.due_on, '2026-07-06');
    assert.match(sent.body, /Sam Lee \(investigator\), Ruth Amis \(independent person\)/);
  });

  test('N2: who, how to reach them, by when', async () => {
    const story = await began();
    const complaint = await received(story);
    await story.asManager().made(at(complaint, '/participants'), {
      role: 'stage1_handler', name: 'Aisha Rahman', stage: 1, contact: { phone: '01642 496 0001', email: 'a.rahman@council.invalid' },
    });
    const sent = await dispatched(story, complaint, 'handler_named', { stage: 1 });

    assert.deepEqual(sent.detail, { handler: 'Aisha Rahman', contact: { email: 'a.rahman@council.invalid', phone: '01642 496 0001' }, due_on: '2026-06-15' });
    assert.equal((await clock(story, complaint, 'name_handler')).status, 'met');
    const other = await drafted(story, complaint, 'handler_named', { detail: { handler: ' ', contact: {}, due_on: '2026-06-16' } });
    assert.deepEqual(lacks(other), [['N2', '/detail/handler'], ['N2', '/detail/contact'], ['N2', '/detail/due_on']]);
  });

  test('N2: nobody to name', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'handler_named', { detail: { handler: 'Somebody' } });
    expectProblem(await send(story, complaint, draft), 'not-allowed-now', 'rulebook 3.5');
  });

  test('N3: per point why, and where to; and the Ombudsman', async () => {
    const story = await began();
    const complaint = await received(story, { points: [{ own_words: 'Visits were cut.' }, { own_words: 'The taxi is late.' }, { own_words: 'The office was rude.' }] });
    const decision = await decided(story, complaint, {
      kind: 'route', reasons: 'Point by point.', second_person: 'manager-2',
      detail: { points: [{ point: 2, procedure: 'other_body', body: 'the school', reasons: 'The school runs it.' }, { point: 3, procedure: 'corporate', reasons: 'The reception is no Part 3 function.' }] },
    });
    const sent = await dispatched(story, complaint, 'routed_elsewhere');

    assert.equal(sent.decision, decision.id);
    assert.deepEqual(sent.detail.points.map(({ point, destination }) => [point, destination]), [[2, 'the school'], [3, "the council's own corporate complaints procedure"]]);
    assert.match(sent.body, /- Point 2 goes to the school\. The school runs it\./);
    const half = await drafted(story, complaint, 'routed_elsewhere', { detail: { points: [{ point: 2, reasons: 'The school runs it.' }], ombudsman_information: false } });
    assert.deepEqual(lacks(half), [['N3', '/detail/points'], ['N3', '/detail/points'], ['N3', '/detail/ombudsman_information']]);
  });

  test('N4: the decision; if no, that nothing more is done', async () => {
    const story = await began('2026-02-02');
    const complaint = await story.complaint({ capacity: 'other_26_3_e', functions: ['part3'] });
    const early = await drafted(story, complaint, 'interest_decision');
    assert.deepEqual(lacks(early), [['N4', '/detail/accepted']]);
    await decided(story, complaint, { kind: 'sufficient_interest', reasons: 'He does not know the child.', detail: { accepted: false, child_views: 'Not asked: the child is two.' } });

    const wrong = await drafted(story, complaint, 'interest_decision', { body: 'Yes.', detail: { accepted: true } });
    assert.deepEqual(lacks(wrong), [['N4', '/detail/accepted']], 'not what was decided');
    const bare = await drafted(story, complaint, 'interest_decision', { body: 'No.' });
    assert.deepEqual(lacks(bare), [['N4', '/detail/no_further_action'], ['N4', '/detail/ombudsman_information']]);
    const sent = await dispatched(story, complaint, 'interest_decision', { channel: 'letter', detail: { child_told: true } });
    for (const says of [/you do not have enough interest/, /He does not know the child/, /We will do nothing more/, /We have told the child/, /Ombudsman: www\.lgo\.org\.uk/]) assert.match(sent.body, says);
    assert.equal((await story.asManager().read(at(complaint))).status, 'not_accepted');
  });

  test('N5: the decision with reasons on both limbs', async () => {
    const story = await began('2026-01-20');
    const complaint = await story.complaint({ capacity: 'former_relevant_child', functions: ['part3'], grounds_arose_on: '2023-09-01' });
    const limbs = { not_reasonable_to_expect_earlier: 'He was homeless in 2024.', can_be_considered_fairly: 'Files and workers are there.' };
    await decided(story, complaint, { kind: 'late_complaint', reasons: 'Both limbs hold.', detail: { accepted: true, limbs } });

    const without = await drafted(story, complaint, 'late_decision', { detail: { limbs: {} } });
    assert.deepEqual(lacks(without), [['N5', '/detail/reasons']]);
    const sent = await dispatched(story, complaint, 'late_decision');
    assert.deepEqual(sent.detail, { accepted: true, reasons: 'Both limbs hold.', limbs });
    assert.match(sent.body, /Could you have complained earlier\? He was homeless in 2024\./);
    assert.match(sent.body, /You will have an answer by Tuesday 3 February 2026\./);
  });

  test('N7: what was agreed, and what will be done', async () => {
    const story = await began();
    const complaint = await received(story);
    await asked(story, complaint, 'accept_outcome');
    const draft = await drafted(story, complaint, 'resolution_terms', { stage: 1 });
    assert.deepEqual(lacks(draft), [['N7', '/detail/terms']]);
    expectProblem(await send(story, complaint, draft), 'rule-broken', 'N7');

    const full = await story.asManager().amended(path(complaint, draft), { detail: { terms: ['Short breaks start again.'] } });
    assert.deepEqual([full.missing, full.detail.actions], [[], []]);
    assert.match(full.body, /Nothing more has to be done\./);
    succeed(await send(story, complaint, draft));
  });

  test('N7: before anything was agreed', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'resolution_terms', { detail: { terms: ['x'] } });
    expectProblem(await send(story, complaint, draft), 'not-allowed-now', 'rulebook 3.5');
  });

  test('N8: a finding on every point, as it was found; actions; and the right to stage 2, without a form', async () => {
    const story = await began();
    const complaint = await received(story, { points: [{ own_words: 'Visits were cut.' }, { own_words: 'Nobody rings me.' }] });
    const handler = await appointed(story, complaint);
    const draft = await drafted(story, complaint, 'stage_1_response', { stage: 1 });
    assert.deepEqual(lacks(draft), [['N8', '/detail/findings']]);
    expectProblem(await send(story, complaint, draft), 'rule-broken', 'N8');

    await found(story, complaint, handler, 'partially_upheld');
    await story.asHandler().written(at(complaint, '/stages/1/response'), { body: 'We are sorry.', actions: [{ text: 'A review', due_on: '2026-06-30' }] });
    const wrong = await drafted(story, complaint, 'stage_1_response', { stage: 1, detail: { findings: [{ point: 1, result: 'upheld' }, { point: 2, result: 'partially_upheld' }] } });
    assert.deepEqual(lacks(wrong), [['N8', '/detail/findings']], 'not what was found');
    const half = await drafted(story, complaint, 'stage_1_response', { stage: 1, body: 'No.', detail: { findings: [{ point: 1, result: 'partially_upheld' }] } });
    assert.deepEqual(lacks(half), [['N8', '/detail/findings'], ['N8', '/detail/right_to_stage_2']]);

    const sent = succeed(await send(story, complaint, draft, {}, story.asHandler()));
    assert.deepEqual(sent.detail.findings.map(({ point, result }) => [point, result]), [[1, 'partially_upheld'], [2, 'partially_upheld']]);
    for (const says of [/We are sorry\./, /1\. You said: Visits were cut\.\nWe agree with a part of it/, /- A review, by Tuesday 30 June 2026/, /ask for stage 2.*no form and no reasons, and there is no last day/]) {
      assert.match(sent.body, says);
    }
    assert.equal((await clock(story, complaint, 'stage_1')).status, 'met');
    assert.equal((await story.asManager().read(at(complaint))).status, 'stage1_responded');
  });
});

describe('a letter arrives', () => {
  const answered = async (day = '2026-06-01') => {
    const story = await began(day);
    return { story, ...(await stage1Answered(story)) };
  };
  const mark = (caller, complaint, notice, body) => caller.post(path(complaint, notice, '/delivery-marks'), body);

  test('staff learn when she had it', async () => {
    const { story, complaint, notice } = await answered();
    await story.moveClock('2026-06-05');
    const made = await mark(story.asManager(), complaint, notice, { mark: 'received', to: 'complainant', received_on: '2026-06-03', received_basis: 'said' });
    const shown = succeed(made);

    assert.deepEqual([made.status, shown.status, shown.received_on, shown.received_basis], [201, 'delivered', '2026-06-03', 'said']);
    assert.deepEqual(shown.delivery_marks.map(({ mark: what, received_on: on, received_basis: basis }) => [what, on, basis]), [['received', '2026-06-03', 'said']]);
    const { items } = await story.asManager().read(at(complaint, '/events'));
    assert.ok(items.some(({ type, data }) => type === 'heard.notice.received' && data.resource.id === notice.id));
  });

  test('she opens it in the app: seen, and known to be received; a second look changes nothing', async () => {
    const { story, complaint, notice } = await answered();
    await story.moveClock('2026-06-02');
    const first = succeed(await mark(story.asComplainant(), complaint, notice, { mark: 'seen' }));
    assert.deepEqual([first.status, first.received_on, first.received_basis], ['seen', '2026-06-02', 'known']);

    await story.moveClock('2026-06-04');
    const second = succeed(await mark(story.asComplainant(), complaint, notice, { mark: 'seen' }));
    assert.deepEqual([second.received_on, second.delivery_marks.length], ['2026-06-02', 2]);
    assert.equal(second.complaint_version, first.complaint_version, 'a mark that tells no receipt is no act');
  });

  test('a provider\'s marks are kept, and are no receipt', async () => {
    const { story, complaint, notice } = await answered();
    const failed = succeed(await mark(story.asManager(), complaint, notice, { mark: 'failed' }));
    assert.deepEqual([failed.status, failed.received_basis, failed.complaint_version], ['sent', 'deemed', notice.complaint_version]);
    const delivered = succeed(await mark(story.asManager(), complaint, notice, { mark: 'delivered' }));
    assert.deepEqual([delivered.status, delivered.received_basis], ['delivered', 'deemed']);
  });

  test('the advocate\'s copy is not the complainant\'s', async () => {
    const story = await began();
    const { complaint, notice } = await stage1Answered(story, { advocate: { name: 'Jo Bell', appointed_on: '2026-05-29', identity: story.identity('advocate') } });
    const shown = succeed(await mark(story.asAdvocate(), complaint, notice, { mark: 'received', to: 'advocate' }));

    assert.deepEqual([shown.received_basis, shown.delivery_marks.length], ['deemed', 1]);
  });

  for (const [why, who, body, fault] of [
    ['a mark that there is not', 'asManager', { mark: 'lost' }, ['/mark', 'not_a_code']],
    ['deemed is not said by anybody', 'asManager', { mark: 'received', received_basis: 'deemed' }, ['/received_basis', 'not_a_code']],
    ['before it was sent', 'asManager', { mark: 'received', received_on: '2026-05-29' }, ['/received_on', 'before_it_happened']],
    ['in the future', 'asManager', { mark: 'received', received_on: '2026-06-09' }, ['/received_on', 'in_the_future']],
    ['by somebody who takes no part', 'asManager', { mark: 'received', to: 'advocate' }, ['/to', 'not_a_participant']],
    ['her own marks are dated by the service', 'asComplainant', { mark: 'received', received_on: '2026-06-01' }, ['/received_on', 'not_yours']],
  ]) {
    test(`refused: ${why}`, async () => {
      const { story, complaint, notice } = await answered();
      const refused = await mark(story[who](), complaint, notice, body);

      expectProblem(refused, 'validation-failed');
      assert.deepEqual(faultsIn(refused), [fault]);
    });
  }

  test('what was not sent cannot have arrived; what is not there neither', async () => {
    const story = await began();
    const complaint = await received(story);
    const draft = await drafted(story, complaint, 'acknowledgement');

    expectProblem(await mark(story.asManager(), complaint, draft, { mark: 'received' }), 'not-allowed-now');
    expectProblem(await mark(story.asComplainant(), complaint, draft, { mark: 'received' }), 'not-found');
    expectProblem(await mark(story.asManager(), complaint, { id: UNKNOWN }, { mark: 'received' }), 'not-found');
  });
});
