// Complaints brought to a point of the procedure, for tests that start from there. Each takes a story (heard.mjs).
import { ifMatch, succeed } from './client.mjs';
import { operations } from './contract.mjs';

export const at = (complaint, rest = '') => `/v1/complaints/${complaint.id}${rest}`;

/** A council's complaint of the complainant's own. */
export function received(story, more = {}) {
  return story.complaint({ capacity: 'parent', functions: ['part3'], ...more });
}

/** Somebody is appointed who holds the story's token of that role: the participant. */
export async function appointed(story, complaint, role = 'stage1_handler') {
  return story.asManager().made(at(complaint, '/participants'), { role, name: 'Aisha Rahman', identity: await story.identityOf(role), stage: 1 });
}

export async function decided(story, complaint, decision) {
  return succeed(await story.asManager().act(complaint.id, '/decisions', decision));
}

export function asked(story, complaint, kind, more = {}) {
  return story.asComplainant().made(at(complaint, '/requests'), { kind, ...more });
}

/** A draft of a notice by the manager. */
export function drafted(story, complaint, notice, more = {}) {
  return story.asManager().made(at(complaint, '/notices'), { notice, channel: 'email', ...more });
}

export async function dispatched(story, complaint, notice, more = {}) {
  const draft = await drafted(story, complaint, notice, more);
  const path = at(complaint, `/notices/${draft.id}`);
  const now = await story.asManager().get(path);
  return succeed(await story.asManager().post(`${path}/dispatches`, { channel: 'email' }, { headers: ifMatch(now) }));
}

/** The handler's findings, submitted: one result for all points. */
export async function found(story, complaint, handler, result = 'upheld') {
  const { points } = await story.asManager().read(at(complaint));
  const path = at(complaint, `/stages/1/findings/${handler.id}`);
  const findings = { points: points.map(({ number }) => ({ point: number, result, reasons: 'The plan was not reviewed.' })), submitted: true };
  return story.asHandler().written(path, findings);
}

/** Handler appointed, findings made, the answer drafted, N8 sent. */
export async function stage1Answered(story, more = {}) {
  const complaint = await received(story, more);
  const handler = await appointed(story, complaint);
  await found(story, complaint, handler);
  await story.asHandler().written(at(complaint, '/stages/1/response'), { body: 'We are sorry. The plan is reviewed this month.' });
  const notice = await dispatched(story, complaint, 'stage_1_response', { stage: 1, detail: { right_to_stage_2: true } });
  return { complaint, handler, notice };
}

/** Stage 2 was asked for after the answer; `form: 'oral'` leaves the written record to be made. */
export async function stage2Asked(story, more = {}) {
  const answered = await stage1Answered(story, more);
  const request = await asked(story, answered.complaint, 'stage_2', { form: more.form ?? 'written' });
  return { ...answered, request };
}

/** A complaint that has something of everything, and for every parameter of a path a value that leads to it. */
export async function everything(story) {
  const manager = story.asManager();
  const { complaint, handler, notice } = await stage2Asked(story, {
    form: 'oral', external_id: 'crm-1', advocate: { name: 'Jo Bell', appointed_on: '2026-05-29' },
  });
  const other = await received(story);
  const link = await manager.made(at(complaint, '/links'), { kind: 'related', to: other.id });
  const decision = await decided(story, complaint, { kind: 'classify', reasons: 'Her mother.', detail: { capacity: 'parent', functions: ['part3'] } });
  const meeting = await manager.made(at(complaint, '/meetings'), { kind: 'handler_contact', held_on: story.today, with: ['complainant'] });
  const question = await manager.made(at(complaint, '/information-requests'), { what: 'Which review?' });
  await manager.written(at(complaint, '/stages/2/record'), { text: 'What she said.' });
  const person = await manager.made('/v1/people', { name: 'Aisha Rahman', roles: ['stage1_handler'] });
  const advocate = await manager.made('/v1/advocates', { name: 'Jo Bell', provider: 'NYAS' });
  const enquiry = await manager.made('/v1/enquiries', { kind: 'intends_to_complain', words: 'How do I complain?' });
  const { points } = await manager.read(at(complaint));
  const firstOf = async (path) => (await manager.read(path)).items[0];

  return {
    complaint, other, link,
    values: {
      complaint_id: complaint.id,
      point_id: points[0].id,
      link_id: link.id,
      participant_id: handler.id,
      advocacy_id: (await firstOf(at(complaint, '/advocacy'))).id,
      request_id: (await firstOf(at(complaint, '/requests'))).id,
      decision_id: decision.id,
      stage: '1',
      meeting_id: meeting.id,
      information_request_id: question.id,
      notice_id: notice.id,
      deadline_id: (await firstOf(at(complaint, '/deadlines'))).id,
      enquiry_id: enquiry.id,
      person_id: person.id,
      advocate_id: advocate.id,
      version: String((await firstOf('/v1/policies')).version),
      slug: 'rule-broken',
      asset: 'swagger-ui.css',
    },
  };
}

/** The path of an operation with its parameters filled in; only stage 2 has a record. */
export function pathOf({ id, path }, values) {
  const filled = id.startsWith('record_') ? path.replace('{stage}', '2') : path;
  return filled.replace(/\{(\w+)\}/g, (_, parameter) => values[parameter]);
}

/** The `If-Match` that an operation has to send: of its own path, of the notice it dispatches, or of the complaint. */
export async function versionFor(story, operation, values) {
  if (!operation.parameters.some(({ name }) => name === 'If-Match')) return {};
  const manager = story.asManager();
  const own = pathOf(operation, values);
  if (operation.id === 'dispatch_create') return ifMatch(await manager.get(own.replace(/\/dispatches$/, '')));
  if (operation.id === 'information_request_amend') {
    const { items } = await manager.read(own.slice(0, own.lastIndexOf('/')));
    return ifMatch(items.find(({ id }) => id === values.information_request_id));
  }
  const readable = operation.method !== 'POST' && operations.some(({ method, path }) => method === 'GET' && path === operation.path);
  return ifMatch(await manager.get(readable ? own : `/v1/complaints/${values.complaint_id}`));
}
