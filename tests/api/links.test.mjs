// Complaints that belong together. A link moves no clock; it is an event of the complaint that says so.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';

const service = await given.service();
const pointers = (answer) => answer.body.errors.map((error) => error.pointer);
const ABSENT = '0190a0b0-0000-7000-8000-000000000000';

async function two(today = '2026-06-01') {
  const story = await service.story({ today });
  return { story, one: await story.complaint(), other: await story.complaint({ own_words: 'And my bus pass.' }) };
}

test('both complaints show the link, read the same way', async () => {
  const { story, one, other } = await two();
  const made = await story.asIntake().post(`/v1/complaints/${one.id}/links`, { kind: 'duplicate_of', to: other.id });
  assert.equal(made.status, 201);
  assert.match(made.headers.location, new RegExp(`/v1/complaints/${one.id}/links/${made.body.id}$`));
  assert.deepEqual([made.body.kind, made.body.from, made.body.to, made.body.to_reference], ['duplicate_of', one.id, other.id, other.reference]);
  const seen = await Promise.all([one, other].map(({ id }) => story.asManager().read(`/v1/complaints/${id}/links`)));
  assert.deepEqual(seen[0].items, [made.body]);
  assert.deepEqual(seen[1].items, [made.body]);
});

test('it is an event, and moves no clock', async () => {
  const { story, one, other } = await two();
  const clocks = async () => (await story.asManager().read(`/v1/complaints/${one.id}/deadlines`)).items.map(({ kind, due_on, status }) => [kind, due_on, status]);
  const before = await clocks();
  const made = await story.asManager().made(`/v1/complaints/${one.id}/links`, { kind: 'joint_answer_with', to: other.id });
  assert.deepEqual(await clocks(), before);
  const events = (await story.asManager().read(`/v1/complaints/${one.id}/events`)).items;
  const linked = events.filter((event) => event.type.endsWith('complaint.linked'));
  assert.equal(linked.length, 1);
  assert.ok(JSON.stringify(linked[0]).includes(made.id));
});

test('it is removed against the complaint\'s version, from either end', async () => {
  const { story, one, other } = await two();
  const manager = story.asManager();
  const made = await manager.post(`/v1/complaints/${one.id}/links`, { kind: 'related', to: other.id });
  const path = `/v1/complaints/${one.id}/links/${made.body.id}`;
  expectProblem(await manager.del(path), 'precondition-required');
  expectProblem(await manager.del(path, { headers: { 'if-match': '"999"' } }), 'version-mismatch');
  assert.equal((await manager.del(path, { headers: ifMatch(made) })).status, 204);
  assert.deepEqual((await manager.read(`/v1/complaints/${one.id}/links`)).items, []);
  expectProblem(await manager.del(path, { headers: ifMatch(await manager.get(`/v1/complaints/${one.id}`)) }), 'not-found');

  const again = await manager.made(`/v1/complaints/${one.id}/links`, { kind: 'related', to: other.id });
  const otherEnd = await manager.del(`/v1/complaints/${other.id}/links/${again.id}`, { headers: ifMatch(await manager.get(`/v1/complaints/${other.id}`)) });
  assert.equal(otherEnd.status, 204);
});

test('the same link is made once; to itself or to nothing never', async () => {
  const { story, one, other } = await two();
  const links = `/v1/complaints/${one.id}/links`;
  succeed(await story.asManager().post(links, { kind: 'related', to: other.id }));
  expectProblem(await story.asManager().post(links, { kind: 'related', to: other.id }), 'duplicate');
  succeed(await story.asManager().post(links, { kind: 'split_from', to: other.id }));
  for (const to of [one.id, ABSENT]) {
    const answer = await story.asManager().post(links, { kind: 'related', to });
    expectProblem(answer, 'validation-failed');
    assert.deepEqual(pointers(answer), ['/to']);
  }
  const elsewhere = await two();
  const foreign = await story.asManager().post(links, { kind: 'related', to: elsewhere.one.id });
  expectProblem(foreign, 'validation-failed');
  const faults = await story.asManager().post(links, { kind: 'cousin_of' });
  expectProblem(faults, 'validation-failed');
  assert.deepEqual(pointers(faults).sort(), ['/kind', '/to']);
  assert.equal((await story.asManager().read(links)).items.length, 2);
});

test('who complains may read, staff write, others do not know', async () => {
  const { story, one, other } = await two();
  const links = `/v1/complaints/${one.id}/links`;
  succeed(await story.asIntake().post(links, { kind: 'related', to: other.id }));
  assert.equal((await story.asComplainant().read(links)).items.length, 1);
  expectProblem(await story.asComplainant().post(links, { kind: 'related', to: other.id }), 'insufficient-scope');
  expectProblem(await story.asNobody().get(links), 'unauthenticated');
  const stranger = await story.as('complainant', 'stranger');
  expectProblem(await stranger.get(links), 'not-found');
  expectProblem(await story.asHandler().post(links, { kind: 'related', to: other.id }), 'not-found');
  expectProblem(await story.asManager().get(`/v1/complaints/${ABSENT}/links`), 'not-found');
  expectProblem(await story.asManager().post(`/v1/complaints/${ABSENT}/links`, { kind: 'related', to: other.id }), 'not-found');
});
