// Two complaints from intake to their answered stage 1, in both councils: a care leaver who rings up, and a parent who
// writes on the web. Every date is worked out by hand from reg. 14 and the calendar of England and Wales.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appointed, at, decided, dispatched } from './support/cases.mjs';
import { given, ifMatch, succeed } from './support/heard.mjs';

const service = await given.service();

/** {kind: due_on} of the clocks that have a date, and the whole clock by its kind. */
async function clocksOf(caller, complaint) {
  const { items } = await caller.read(at(complaint, '/deadlines'));
  return new Map(items.map((clock) => [clock.kind, clock]));
}

const due = (clocks, kind) => clocks.get(kind)?.due_on ?? null;

async function statusOf(caller, complaint) {
  return (await caller.read(at(complaint))).status;
}

const DECLARATIONS = { subject: false, manages_subject: false, manages_service: false, controls_resources: false, considers_for_the_council: false };

// Tue 19 May 2026 is the day of the call. Mon 25 May is a bank holiday.
const CARE_LEAVER = {
  middlesbrough: { acknowledge: '2026-05-20', name_handler: '2026-05-22' },
  sunderland: { acknowledge: null, name_handler: null },
};

for (const policy of ['middlesbrough', 'sunderland']) {
  const story = await service.story({ policy, today: '2026-05-19' });

  describe(`a care leaver rings up, ${policy}`, () => {
    const [manager, intake, handler, tia] = [story.asManager(), story.asIntake(), story.asHandler(), story.asComplainant()];
    let complaint;
    let answer;

    test('Tue 19 May: intake writes down what she says; stage 1 waits for the advocate she asks for', async () => {
      complaint = await intake.made('/v1/complaints', {
        own_words: 'Nobody reviewed my pathway plan. And nobody rings me back.',
        form: 'oral', channel: 'phone', capacity: 'former_relevant_child', functions: ['part3'],
        service: { code: 'leaving-care', name: 'Leaving care team' },
        points: [{ own_words: 'Nobody reviewed my pathway plan.' }, { own_words: 'Nobody rings me back.' }],
        participants: [{ role: 'complainant', name: 'Tia Morgan', born_on: '2006-03-14', contact: { phone: '01642 496 0000' }, identity: story.identity('complainant') }],
        advocate_wanted: true,
      });
      assert.equal(complaint.status, 'awaiting_advocate');
      assert.equal(complaint.received_on, '2026-05-19');
      assert.match(complaint.reference, /^[A-Z]{3}-26-/);
      const clocks = await clocksOf(manager, complaint);
      assert.equal(due(clocks, 'stage_1'), null, 'reg. 14(3)(b): the clock has no start yet');
      for (const [kind, date] of Object.entries(CARE_LEAVER[policy])) assert.equal(due(clocks, kind), date, kind);
    });

    test('Wed 20 May: she is told how it works, and offered help (N1)', async () => {
      await story.moveClock('2026-05-20');
      const notice = await dispatched(story, complaint, 'acknowledgement', { stage: 1 });
      assert.deepEqual([notice.status, notice.sent_on], ['sent', '2026-05-20']);
      assert.equal(notice.detail.advocacy_offer, true, 's.26A: she has the right to one');
      if (CARE_LEAVER[policy].acknowledge) assert.equal((await clocksOf(manager, complaint)).get('acknowledge').status, 'met');
    });

    test('Fri 22 May: the advocate is appointed and stage 1 starts', async () => {
      await story.moveClock('2026-05-22');
      await manager.made(at(complaint, '/advocacy'), {
        name: 'Jo Bell', provider: 'National Youth Advocacy Service', appointed_on: '2026-05-22',
        declarations: DECLARATIONS, identity: story.identity('advocate'),
      });
      assert.equal(await statusOf(tia, complaint), 'stage1');
      const stage1 = (await clocksOf(manager, complaint)).get('stage_1');
      assert.deepEqual([stage1.starts_on, stage1.due_on, stage1.ceiling_on], ['2026-05-22', '2026-06-08', '2026-06-22']);
      const explained = await manager.read(`/v1/deadlines/${stage1.id}`);
      assert.equal(explained.explanation.find(({ date }) => date === '2026-05-25').counted, false, 'the spring bank holiday');
      assert.equal(explained.explanation.filter(({ counted }) => counted).length, 10);
    });

    test('the advocate reads the case, a stranger does not', async () => {
      assert.equal(await statusOf(story.asAdvocate(), complaint), 'stage1');
      assert.equal((await (await story.as('advocate', 'another')).get(at(complaint))).status, 404);
    });

    test('Wed 27 May: the handler is appointed and named to her (N2)', async () => {
      await story.moveClock('2026-05-27');
      const participant = await appointed(story, complaint);
      const notice = await dispatched(story, complaint, 'handler_named', { stage: 1, detail: { handler: 'Aisha Rahman', contact: { phone: '01642 496 0001' } } });
      assert.deepEqual(notice.to.map(({ role }) => role).toSorted(), ['advocate', 'complainant'], 'invariant 10');
      if (CARE_LEAVER[policy].name_handler) {
        assert.equal((await clocksOf(manager, complaint)).get('name_handler').status, 'missed', 'invariant 15: sent too late');
      }
      await handler.written(at(complaint, `/stages/1/findings/${participant.id}`), {
        points: [
          { point: 1, result: 'upheld', reasons: 'The plan was last reviewed in 2024.', action: 'A review by 30 June.' },
          { point: 2, result: 'partially_upheld', reasons: 'Two of five calls were returned.' },
        ],
        submitted: true,
      });
    });

    test('Fri 5 June: the answer goes out with a finding on each point and the right to stage 2 (N8)', async () => {
      await story.moveClock('2026-06-05');
      await handler.written(at(complaint, '/stages/1/response'), { body: 'We are sorry.', actions: [{ text: 'Review of the plan', due_on: '2026-06-30' }] });
      answer = await dispatched(story, complaint, 'stage_1_response', { stage: 1 });
      assert.deepEqual(answer.detail.findings.map(({ point, result }) => [point, result]), [[1, 'upheld'], [2, 'partially_upheld']]);
      assert.equal(answer.detail.right_to_stage_2, true);
      const stage1 = (await clocksOf(manager, complaint)).get('stage_1');
      assert.deepEqual([stage1.status, stage1.met_on], ['met', '2026-06-05']);
      const shown = await tia.read(at(complaint));
      assert.deepEqual([shown.status, shown.outcome], ['stage1_responded', 'partly_upheld']);
    });

    test('she marks that it came, and may ask for stage 2 without a form', async () => {
      const seen = await tia.made(at(complaint, `/notices/${answer.id}/delivery-marks`), { mark: 'received' });
      assert.equal(seen.received_on, '2026-06-05');
      const { available_actions: actions, plain } = await tia.read(at(complaint));
      assert.equal(actions.find(({ name }) => name === 'request:stage_2').allowed, true);
      assert.ok(plain.your_choices.length > 0);
    });

    test('every step left its event, numbered without a gap, without a name or a word of hers', async () => {
      const { items } = await manager.read(at(complaint, '/events?limit=100'));
      assert.deepEqual(items.map(({ sequence }) => Number(sequence)), items.map((_, index) => index + 1));
      const types = new Set(items.map(({ type }) => type));
      for (const type of ['complaint.received', 'stage.opened', 'participant.appointed', 'notice.sent', 'finding.submitted', 'deadline.met', 'stage.responded']) {
        assert.ok(types.has(`heard.${type}`), `${type} is among ${[...types]}`);
      }
      assert.doesNotMatch(JSON.stringify(items), /Tia|Morgan|pathway|Rahman|Jo Bell/);
    });
  });
}

// Thu 2 April 2026 is Maundy Thursday: Good Friday and Easter Monday lie in the first ten days, 4 May in the second.
const PARENT = {
  middlesbrough: { acknowledge: '2026-04-07', name_handler: '2026-04-09', extended: '2026-04-24', policy: '2026-04-24' },
  sunderland: { acknowledge: null, name_handler: null, extended: '2026-05-05', policy: '2026-05-05' },
};

for (const policy of ['middlesbrough', 'sunderland']) {
  const story = await service.story({ policy, today: '2026-04-02' });

  describe(`a parent writes on the web, ${policy}`, () => {
    const [manager, handler, parent] = [story.asManager(), story.asHandler(), story.asComplainant()];
    let complaint;

    test('Thu 2 April: she sends nothing but her words, and the clock runs', async () => {
      complaint = await parent.made('/v1/complaints', { own_words: 'His short breaks were stopped without a word.' });
      const clocks = await clocksOf(manager, complaint);
      const { acknowledge, name_handler: named } = PARENT[policy];
      assert.deepEqual([due(clocks, 'acknowledge'), due(clocks, 'name_handler'), due(clocks, 'stage_1')], [acknowledge, named, '2026-04-20']);
      assert.equal(clocks.get('stage_1').ceiling_on, '2026-05-05');
    });

    test('she tells more herself: a second point, without staff', async () => {
      const point = await parent.made(at(complaint, '/points'), { own_words: 'Nobody asked him what he wants.' });
      assert.equal(point.number, 2);
    });

    test('Tue 7 April: classified as a parent, acknowledged; no clock moves', async () => {
      await story.moveClock('2026-04-07');
      await decided(story, complaint, { kind: 'classify', reasons: 'She is his mother.', detail: { capacity: 'parent', functions: ['part3'] } });
      await dispatched(story, complaint, 'acknowledgement', { stage: 1 });
      const clocks = await clocksOf(manager, complaint);
      assert.equal(due(clocks, 'stage_1'), '2026-04-20');
      if (PARENT[policy].acknowledge) assert.equal(clocks.get('acknowledge').status, 'met');
    });

    test('Fri 10 April: extended as complex; it counts from the day she is told (T15, N6)', async () => {
      await story.moveClock('2026-04-10');
      await decided(story, complaint, { kind: 'extension', reasons: 'Three services are involved.', detail: { stage: 1, new_due_on: '2026-05-05', ground: 'complex' } });
      assert.equal(due(await clocksOf(manager, complaint), 'stage_1'), '2026-04-20', 'not before its notice has gone (decision 26)');
      await dispatched(story, complaint, 'stage_1_extension', { stage: 1 });
      const stage1 = (await clocksOf(manager, complaint)).get('stage_1');
      assert.deepEqual(
        [stage1.statutory_due_on, stage1.policy_due_on, stage1.due_on],
        ['2026-05-05', PARENT[policy].policy, PARENT[policy].extended],
      );
    });

    test('a day past day 20 is refused, whoever asks', async () => {
      const refused = await manager.act(complaint.id, '/decisions', {
        kind: 'extension', reasons: 'Four services.', detail: { stage: 1, new_due_on: '2026-05-06', ground: 'complex' },
      });
      assert.equal(refused.status, 422);
      assert.equal(refused.body.violations[0].rule, 'reg. 14(5)');
    });

    test('Thu 23 April: answered in time', async () => {
      await story.moveClock('2026-04-23');
      const participant = await appointed(story, complaint);
      await handler.written(at(complaint, `/stages/1/findings/${participant.id}`), {
        points: [1, 2].map((point) => ({ point, result: 'upheld', reasons: 'The assessment was never made.' })), submitted: true,
      });
      await dispatched(story, complaint, 'stage_1_response', { stage: 1 });
      const stage1 = (await clocksOf(manager, complaint)).get('stage_1');
      assert.deepEqual([stage1.status, stage1.met_on], ['met', '2026-04-23']);
    });

    test('Mon 27 April: she accepts, and what was agreed reaches her in writing (T17, N7)', async () => {
      await story.moveClock('2026-04-27');
      await parent.made(at(complaint, '/requests'), { kind: 'accept_outcome' });
      await dispatched(story, complaint, 'resolution_terms', { stage: 1, detail: { terms: ['Short breaks start again in May.'] } });
      const shown = await parent.read(at(complaint));
      assert.deepEqual([shown.status, shown.phase], ['resolved', 'closed']);
    });

    test('even then stage 2 opens at once when she asks (invariant 6)', async () => {
      await story.moveClock('2026-06-01');
      await parent.made(at(complaint, '/requests'), { kind: 'stage_2' });
      const clocks = await clocksOf(manager, complaint);
      assert.equal(await statusOf(parent, complaint), 'stage2');
      assert.deepEqual([due(clocks, 'stage_2'), due(clocks, 'stage_2_absolute')], ['2026-07-06', '2026-09-01']);
    });
  });
}

test('what the complainant may do is what they can do: every allowed request is taken, every blocked one refused', async () => {
  const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  const first = await story.complaint({ capacity: 'parent' });
  const { available_actions: actions } = await story.asComplainant().read(at(first));
  const bodies = { later_start: { detail: { start_on: '2026-06-08' } }, answer: { detail: { of: 'early_resolution', agree: true } } };
  const requests = actions.filter(({ name }) => name.startsWith('request:'));
  assert.ok(requests.length >= 8, `all requests are offered or blocked: ${requests.map(({ name }) => name)}`);

  for (const { name, allowed, href } of requests) {
    const kind = name.slice('request:'.length);
    const complaint = await story.complaint({ capacity: 'parent' }); // each from the same point
    const answer = await story.asComplainant().post(href.replace(first.id, complaint.id), { kind, ...bodies[kind] });
    assert.equal(answer.status < 300, allowed, `${name} is ${allowed ? 'allowed' : 'blocked'}: ${answer.text}`);
  }
});

test('a colleague\'s edit never stops a request: no If-Match is asked for', async () => {
  const story = await service.story({ policy: 'sunderland', today: '2026-06-01' });
  const complaint = await story.complaint();
  succeed(await story.asManager().patch(at(complaint), { summary: 'Short breaks' }, { headers: ifMatch(await story.asManager().get(at(complaint))) }));
  succeed(await story.asComplainant().post(at(complaint, '/requests'), { kind: 'stage_2' }));
});
