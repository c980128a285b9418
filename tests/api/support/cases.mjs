// Complaints brought to a point of the procedure, for tests that start from there. Each takes a story (heard.mjs).
import { ifMatch, succeed } from './client.mjs';

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
  return succeed(await story.asHandler().put(path, findings, { headers: ifMatch(await story.asHandler().get(at(complaint))) }));
}

/** Handler appointed, findings made, N8 sent. */
export async function stage1Answered(story, more = {}) {
  const complaint = await received(story, more);
  const handler = await appointed(story, complaint);
  await found(story, complaint, handler);
  const notice = await dispatched(story, complaint, 'stage_1_response', { stage: 1, detail: { right_to_stage_2: true } });
  return { complaint, handler, notice };
}

/** Stage 2 was asked for after the answer; `form: 'oral'` leaves the written record to be made. */
export async function stage2Asked(story, more = {}) {
  const answered = await stage1Answered(story, more);
  const request = await asked(story, answered.complaint, 'stage_2', { form: more.form ?? 'written' });
  return { ...answered, request };
}
