// Every example of the document is sent as it stands, in the situation that it is an example for, and must succeed.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { document, faultsOf, operations, resolve } from '../api/support/contract.mjs';
import { appointed, asked, at, decided, dispatched, drafted, received, stage1Answered, stage2Asked } from '../api/support/cases.mjs';
import { given, ifMatch, succeed } from '../api/support/heard.mjs';

const service = await given.service();

// A link names another complaint by its id, which no example can know; tests/contract/reads.test.mjs makes one.
const WITHOUT_EXAMPLE = ['link_create'];

const REQUESTS = {
  later_start: { today: '2026-03-02' },
  stop_early_resolution: { before: (story, complaint) => asked(story, complaint, 'try_early_resolution') },
  accept_outcome: { before: (story, complaint) => asked(story, complaint, 'try_early_resolution') },
  answer: {
    before: (story, complaint) =>
      decided(story, complaint, { kind: 'proposal', reasons: 'We can ring her today.', detail: { of: 'early_resolution' } }),
  },
  advocate: { complaint: { capacity: 'child_looked_after' } },
};

const DECISIONS = {
  sufficient_interest: { complaint: { capacity: 'other_26_3_e' } },
  late_complaint: { complaint: { grounds_arose_on: '2023-09-01' } },
  later_start: {
    today: '2026-03-02',
    before: (story, complaint) => asked(story, complaint, 'later_start', { detail: { start_on: '2026-03-16' } }),
  },
  skip_stage_1: { before: (story, complaint) => asked(story, complaint, 'skip_stage_1') },
  correction: { today: '2026-06-02' },
};

const extension = (story, complaint) =>
  decided(story, complaint, {
    kind: 'extension', reasons: 'Three services are involved.', detail: { stage: 1, new_due_on: '2026-06-29', ground: 'complex' },
  });

const NOTICES = {
  routed_elsewhere: {
    before: (story, complaint) =>
      decided(story, complaint, {
        kind: 'route', reasons: 'School transport.', detail: { points: [{ point: 1, procedure: 'other_body', body: 'school', reasons: 'The school runs it.' }] },
      }),
  },
  interest_decision: {
    complaint: { capacity: 'other_26_3_e' },
    before: (story, complaint) =>
      decided(story, complaint, { kind: 'sufficient_interest', reasons: 'She cared for him.', detail: { accepted: true, child_views: 'He wants her heard.' } }),
  },
  late_decision: {
    complaint: { grounds_arose_on: '2023-09-01' },
    before: (story, complaint) =>
      decided(story, complaint, {
        kind: 'late_complaint', reasons: 'Both limbs hold.',
        detail: { accepted: true, limbs: { not_reasonable_to_expect_earlier: 'He was homeless.', can_be_considered_fairly: 'The files are there.' } },
      }),
  },
  stage_1_extension: { before: extension },
  handler_named: { before: (story, complaint) => appointed(story, complaint) },
  resolution_terms: {
    before: async (story, complaint) => {
      await asked(story, complaint, 'try_early_resolution');
      await asked(story, complaint, 'accept_outcome');
    },
  },
  stage_1_response: { before: (story, complaint) => appointed(story, complaint) },
  withdrawal_confirmed: { before: (story, complaint) => asked(story, complaint, 'withdraw') },
};

/** A complaint in the situation that `cases[kind]` tells, and the path under it. */
async function situation({ today = '2026-06-01', complaint: facts, before } = {}) {
  const story = await service.story({ policy: 'middlesbrough', today });
  const complaint = await received(story, facts);
  await before?.(story, complaint);
  return { story, complaint };
}

async function underComplaint(rest, options) {
  const { story, complaint } = await situation(options);
  return { story, complaint, path: at(complaint, rest), caller: story.asManager() };
}

/** Something made under the complaint, to be shown, changed or added to. */
async function underMade(rest, body) {
  const place = await underComplaint(rest);
  const made = await place.story.asManager().made(place.path, body);
  return { ...place, path: `${place.path}/${made.id}`, made };
}

async function inRegister(path, body) {
  const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  const { id } = await story.asManager().made(path, body);
  return { story, caller: story.asManager(), path: `${path}/${id}` };
}

async function atCouncil(path) {
  const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  return { story, caller: story.asManager(), path };
}

const FIRST = { 'if-none-match': '*' };
const OFFER = { offered_on: '2026-06-01' };

/** Where the example of an operation is sent, by whom. */
const PLACES = {
  complaint_create: () => atCouncil('/v1/complaints'),
  complaint_amend: () => underComplaint(''),
  complaints_search: () => atCouncil('/v1/complaint-searches'),
  point_create: () => underComplaint('/points'),
  point_amend: async () => {
    const place = await underComplaint('');
    return { ...place, path: at(place.complaint, `/points/${place.complaint.points[0].id}`) };
  },
  participant_create: () => underComplaint('/participants'),
  participant_amend: () => underMade('/participants', { role: 'supporter', name: 'A friend' }),
  advocacy_create: () => underComplaint('/advocacy', { complaint: { capacity: 'child_looked_after' } }),
  advocacy_amend: () => underMade('/advocacy', OFFER),
  request_create: async ({ kind }) => {
    const place = await underComplaint('/requests', REQUESTS[kind]);
    return { ...place, caller: place.story.asComplainant() };
  },
  decision_create: async ({ kind }) => {
    const place = await underComplaint('/decisions', DECISIONS[kind]);
    return { ...place, version: ifMatch(await place.caller.get(at(place.complaint))) };
  },
  record_write: async () => {
    const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
    const { complaint } = await stage2Asked(story, { form: 'oral' });
    return { story, caller: story.asManager(), path: at(complaint, '/stages/2/record'), version: FIRST };
  },
  finding_write: async () => {
    const place = await underComplaint('');
    const handler = await appointed(place.story, place.complaint);
    return { ...place, caller: place.story.asHandler(), path: at(place.complaint, `/stages/1/findings/${handler.id}`), version: FIRST };
  },
  response_write: async () => {
    const place = await underComplaint('/stages/1/response', { before: (story, complaint) => appointed(story, complaint) });
    return { ...place, caller: place.story.asHandler(), version: FIRST };
  },
  meeting_create: () => underComplaint('/meetings'),
  meeting_amend: async () => {
    const place = await underMade('/meetings', { kind: 'handler_contact', offered_on: '2026-06-01' });
    return { ...place, caller: place.story.asComplainant() };
  },
  information_request_create: () => underComplaint('/information-requests'),
  information_request_amend: async () => {
    const place = await underMade('/information-requests', { what: 'Which review is meant?' });
    return { ...place, caller: place.story.asComplainant(), version: ifMatch(place.made) };
  },
  notice_create: ({ notice }) => underComplaint('/notices', NOTICES[notice]),
  notice_amend: () => underMade('/notices', { notice: 'acknowledgement', stage: 1 }),
  dispatch_create: async () => {
    const place = await underMade('/notices', { notice: 'acknowledgement', stage: 1 });
    return { ...place, path: `${place.path}/dispatches`, version: ifMatch(place.made) };
  },
  delivery_mark_create: async () => {
    const place = await underComplaint('');
    const notice = await dispatched(place.story, place.complaint, 'acknowledgement', { stage: 1 });
    return { ...place, caller: place.story.asComplainant(), path: at(place.complaint, `/notices/${notice.id}/delivery-marks`) };
  },
  enquiry_create: () => atCouncil('/v1/enquiries'),
  enquiry_amend: () => inRegister('/v1/enquiries', { kind: 'advice' }),
  person_create: () => atCouncil('/v1/people'),
  person_amend: () => inRegister('/v1/people', { name: 'Aisha Rahman' }),
  advocate_create: () => atCouncil('/v1/advocates'),
  advocate_amend: () => inRegister('/v1/advocates', { name: 'Jo Bell' }),
  policy_create: () => atCouncil('/v1/policies'),
  test_clock_set: () => atCouncil('/v1/test-clock'),
  sandbox_create: async () => ({ caller: service.caller(await service.token({ as: 'complaints_manager', scope: 'policy:manage' })), path: '/v1/sandboxes' }),
};

function bodyOf(operation) {
  const [[type, media]] = Object.entries(operation.requestBody.content);
  return { type, schema: resolve(media.schema) };
}

const withBody = operations.filter(({ operation }) => operation.requestBody);

describe('the examples run as they stand', () => {
  test('every body has an example', () => {
    const bare = withBody.filter(({ operation }) => !bodyOf(operation).schema.examples?.length).map(({ id }) => id);
    assert.deepEqual(bare, WITHOUT_EXAMPLE);
  });

  test('every kind of request, decision and notice has an example', () => {
    for (const [schema, member] of [['RequestNew', 'kind'], ['DecisionNew', 'kind'], ['NoticeNew', 'notice']]) {
      const { examples, discriminator } = document.components.schemas[schema];
      assert.deepEqual(examples.map((example) => example[member]).toSorted(), Object.keys(discriminator.mapping).toSorted());
    }
  });

  for (const { id, method, operation } of withBody) {
    const { type, schema } = bodyOf(operation);
    (schema.examples ?? []).forEach((example, index) => {
      const label = example.kind ?? example.notice ?? (schema.examples.length > 1 ? `number ${index + 1}` : '');
      test(`${id} ${label}`.trim(), async () => {
        assert.deepEqual(faultsOf(schema, example), [], 'the example fits its schema');
        const { story, caller, path, version } = await PLACES[id](example);
        const headers = version ?? (method === 'PATCH' ? ifMatch(await story.asManager().get(path)) : {});
        succeed(await caller.send(method, path, { body: example, type, headers }));
      });
    });
  }
});

describe('what the examples rest on', () => {
  test('a stage 1 answer can be sent and stage 2 asked for', async () => {
    const story = await service.story({ policy: 'sunderland', today: '2026-06-01' });
    const { complaint } = await stage1Answered(story);
    await drafted(story, complaint, 'acknowledgement', { stage: 1 });
    await asked(story, complaint, 'stage_2');
    assert.equal((await story.asManager().read(at(complaint))).status, 'stage2');
  });
});
