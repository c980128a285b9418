// Clocks that the passing of days alone brings or ends (invariant 23): true on the day, though nobody has acted.
import assert from 'node:assert/strict';
import test from 'node:test';
import { given, ifMatch } from './support/heard.mjs';
import { asked, at, decided, received, stage1Answered } from './support/cases.mjs';

const service = await given.service();

const clocks = async (story, complaint) => {
  const { items } = await story.asManager().read(at(complaint, '/deadlines'));
  return Object.fromEntries(items.map((clock) => [clock.kind, clock]));
};
const worklist = async (story, query = '') =>
  (await story.asManager().read(`/v1/deadlines${query}`)).items.map(({ kind, status }) => `${kind} ${status}`).sort();

test('a request for stage 2 that waits brings the clocks of stage 2 on the first day it may', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const complaint = await received(story);
  await asked(story, complaint, 'stage_2');

  await story.moveClock('2026-06-15');
  assert.deepEqual(Object.keys(await clocks(story, complaint)), ['stage_1']);
  assert.deepEqual(await worklist(story), ['stage_1 running']);

  await story.moveClock('2026-06-16');
  const now = await clocks(story, complaint);
  assert.equal(now.stage_2.due_on, '2026-07-21');
  assert.equal(now.stage_2.starts_on, '2026-06-16');
  assert.equal(now.stage_2.status, 'running');
  assert.equal(now.stage_2_absolute.due_on, '2026-09-16');
  assert.equal(now.stage_1.status, 'missed');
  assert.deepEqual(await worklist(story), ['stage_2 running', 'stage_2_absolute running']);
  assert.equal((await story.asManager().get(`/v1/deadlines/${now.stage_2.id}`)).status, 200);
  const shown = await story.asManager().read(at(complaint));
  assert.deepEqual([shown.next_deadline.kind, shown.next_deadline.id], ['stage_2', now.stage_2.id]);
});

test('clocks of a stage 2 whose request was taken back never come', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const complaint = await received(story);
  const request = await asked(story, complaint, 'stage_2');
  await asked(story, complaint, 'withdraw', { detail: { request: request.id } });
  await story.moveClock('2026-06-16');
  assert.deepEqual(Object.keys(await clocks(story, complaint)).sort(), ['stage_1', 'update']);
});

test('the advice to ask for stage 2 soon lapses: it is never missed, and never overdue', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const { complaint } = await stage1Answered(story);
  assert.equal((await clocks(story, complaint)).ask_stage_2.status, 'running');
  await story.moveClock('2026-06-30');
  assert.equal((await clocks(story, complaint)).ask_stage_2.status, 'cancelled');
  assert.deepEqual(await worklist(story), []);
  assert.deepEqual(await worklist(story, '?status=missed'), []);
  assert.deepEqual(await worklist(story, '?status=cancelled'), ['ask_stage_2 cancelled']);
});

test('a word is owed from the day after the first limit until the answer leaves', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const late = await received(story);
  await story.moveClock('2026-06-16');
  assert.equal((await clocks(story, late)).update.due_on, '2026-06-29');

  const { complaint } = await stage1Answered(story);
  await story.asManager().made(at(late, '/participants'), { role: 'stage1_handler', name: 'Bo', identity: story.identity('stage1_handler'), stage: 1 });
  assert.ok((await worklist(story)).includes('update running'));
  const request = await asked(story, late, 'withdraw');
  const notice = await story.asManager().made(at(late, '/notices'), { notice: 'withdrawal_confirmed', channel: 'email' });
  const path = at(late, `/notices/${notice.id}`);
  const sent = await story.asManager().post(`${path}/dispatches`, { channel: 'email' }, { headers: ifMatch(await story.asManager().get(path)) });
  assert.equal(sent.status, 201, sent.text);
  assert.ok(request.id && complaint.id);
  assert.ok(!(await worklist(story)).includes('update running'));
});

test('clocks that a classification takes away do not stay on the worklist', async () => {
  const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  const complaint = await story.complaint();
  assert.ok((await worklist(story)).includes('stage_1 running'));
  await decided(story, complaint, { kind: 'classify', reasons: 'A charity runs the home.', detail: { capacity: 'voluntary_org_case' } });
  assert.deepEqual(await worklist(story), []);
});
