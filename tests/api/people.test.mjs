// The directory: who may be appointed. Staff read it, the complaints manager keeps it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';

const service = await given.service();

const AISHA = {
  name: 'Aisha Rahman', team: 'Short breaks', job_title: 'Service manager', roles: ['stage1_handler'],
  contact: { phone: '01642 496 0001', email: 'aisha@council.example' },
  identity: { issuer: 'https://login.council.example', subject: 'aisha' },
  checks: [{ kind: 'dbs', checked_on: '2026-01-05', valid_until: '2029-01-05' }],
};

const pointers = (answer) => answer.body.errors.map((error) => error.pointer ?? error.parameter);

test('an entry is kept as it was given, with defaults for what was not', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const made = await story.asManager().post('/v1/people', AISHA);
  assert.equal(made.status, 201);
  assert.match(made.headers.location, new RegExp(`/v1/people/${made.body.id}$`));
  assert.ok(made.headers.etag);
  const { name, contact, roles, identity, checks } = made.body;
  assert.deepEqual({ name, contact, roles, identity, checks }, {
    name: AISHA.name, contact: AISHA.contact, roles: AISHA.roles, identity: AISHA.identity, checks: AISHA.checks,
  });
  assert.equal(made.body.relation_to_authority, 'officer');
  assert.equal(made.body.available, true);
  assert.equal(made.body.version, 1);

  const bare = await story.asManager().made('/v1/people', { name: 'Ivor Nowhere', relation_to_authority: 'none', available: false });
  assert.deepEqual(
    [bare.contact, bare.identity, bare.employer, bare.roles, bare.checks, bare.available, bare.relation_to_authority],
    [null, null, null, [], [], false, 'none'],
  );
  assert.deepEqual(await story.asIntake().read(`/v1/people/${bare.id}`), bare);
});

test('a patch changes what it names: a contact is merged, null takes away, an identity is replaced whole', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const manager = story.asManager();
  const made = await manager.made('/v1/people', AISHA);
  const path = `/v1/people/${made.id}`;

  const moved = await manager.amended(path, { team: null, contact: { phone: null, preferred: 'email' }, available: false });
  assert.equal(moved.team, null);
  assert.deepEqual(moved.contact, { email: AISHA.contact.email, preferred: 'email' });
  assert.equal(moved.available, false);
  assert.equal(moved.job_title, AISHA.job_title);
  assert.deepEqual(moved.roles, AISHA.roles);
  assert.equal(moved.version, 2);

  const cleared = await manager.amended(path, { contact: { email: null, preferred: null }, identity: null, roles: [], checks: [] });
  assert.deepEqual([cleared.contact, cleared.identity, cleared.roles, cleared.checks], [null, null, [], []]);
  assert.equal((await manager.amended(path, { relation_to_authority: 'spouse_of_member' })).relation_to_authority, 'spouse_of_member');
});

test('a patch needs the version it was made for', async () => {
  const story = await service.story();
  const manager = story.asManager();
  const made = await manager.post('/v1/people', AISHA);
  const path = `/v1/people/${made.body.id}`;

  expectProblem(await manager.patch(path, { team: 'Fostering' }), 'precondition-required');
  succeed(await manager.patch(path, { team: 'Fostering' }, { headers: ifMatch(made) }));
  const stale = await manager.patch(path, { team: 'Adoption' }, { headers: ifMatch(made) });
  expectProblem(stale, 'version-mismatch');
  assert.match(stale.body.current_etag, /^"2[."]/);
  assert.equal((await manager.read(path)).team, 'Fostering');
});

test('an unchanged entry is not sent again', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/people', AISHA);
  const seen = await story.asManager().get(`/v1/people/${made.id}`);
  const again = await story.asManager().get(`/v1/people/${made.id}`, { headers: { 'if-none-match': seen.headers.etag } });
  assert.equal(again.status, 304);
  assert.equal(again.text, '');
});

test('one token is one person', async () => {
  const story = await service.story();
  await story.asManager().made('/v1/people', AISHA);
  expectProblem(await story.asManager().post('/v1/people', { ...AISHA, name: 'Aisha again' }), 'duplicate');
  const other = await story.asManager().made('/v1/people', { name: 'Bo Other' });
  const path = `/v1/people/${other.id}`;
  const taken = await story.asManager().patch(path, { identity: AISHA.identity }, { headers: ifMatch(other) });
  expectProblem(taken, 'duplicate');
});

test('every fault of form is named at once', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const answer = await story.asManager().post('/v1/people', {
    name: ' ', contact: { phone: 7, preferred: 'pigeon', fax: '1' }, roles: ['stage1_handler', 'wizard'], available: 'yes',
    relation_to_authority: 'friend', identity: { issuer: 'x' }, checks: [{}], colour: 'red',
  });
  expectProblem(answer, 'validation-failed');
  for (const pointer of ['/name', '/contact/phone', '/contact/preferred', '/contact/fax', '/roles/1', '/available',
    '/relation_to_authority', '/identity/subject', '/checks/0/kind', '/colour']) {
    assert.ok(pointers(answer).includes(pointer), `${pointer} in ${answer.text}`);
  }
  expectProblem(await story.asManager().post('/v1/people', undefined, { text: '{"name": "A"' }), 'malformed-request');
  const made = await story.asManager().made('/v1/people', { name: 'A' });
  const empty = await story.asManager().patch(`/v1/people/${made.id}`, {}, { headers: ifMatch(made) });
  expectProblem(empty, 'validation-failed');
});

test('nobody is appointed as complainant, and no check lies in the future', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const answer = await story.asManager().post('/v1/people', {
    name: 'A', roles: ['complainant', 'stage1_handler'], checks: [{ kind: 'dbs', checked_on: '2026-06-02' }],
  });
  expectProblem(answer, 'validation-failed');
  assert.deepEqual(pointers(answer).sort(), ['/checks/0/checked_on', '/roles/0']);
});

test('the list goes by name, page by page, and filters', async () => {
  const story = await service.story();
  const manager = story.asManager();
  for (const [name, role, available] of [['Cy', 'stage1_handler', true], ['Al', 'panel_chair', true], ['Bo', 'stage1_handler', false], ['Bo', 'panel_chair', true]]) {
    await manager.made('/v1/people', { name, roles: [role], available });
  }
  const seen = [];
  let path = '/v1/people?limit=2&available=true';
  while (path) {
    const answer = await manager.get(path);
    seen.push(...succeed(answer).items.map((item) => item.name));
    const next = /<([^>]+)>; *rel="next"/.exec(answer.headers.link ?? '')?.[1];
    assert.equal(Boolean(next), answer.body.next_cursor !== null);
    path = next && new URL(next, service.base).pathname + new URL(next, service.base).search;
  }
  assert.deepEqual(seen, ['Al', 'Bo', 'Cy']);
  const all = await manager.read('/v1/people');
  assert.deepEqual(all.items.map((item) => item.name), ['Al', 'Bo', 'Bo', 'Cy']);
  assert.equal(all.next_cursor, null);
  const chairs = await manager.read('/v1/people?role=panel_chair');
  assert.deepEqual(chairs.items.map((item) => item.name), ['Al', 'Bo']);
});

test('a cursor of another list, or a bent one, is refused', async () => {
  const story = await service.story();
  const manager = story.asManager();
  const bent = (key) => `/v1/people?cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}`;
  for (const path of ['/v1/people?cursor=!!', '/v1/people?cursor=abc', bent(['A']), bent(['A', 'B']), bent({ a: 1 }), bent(['A', null])]) {
    const answer = await manager.get(path);
    expectProblem(answer, 'validation-failed');
    assert.deepEqual(pointers(answer), ['cursor']);
  }
});

test('parameters that are unknown or do not fit are refused', async () => {
  const story = await service.story();
  const unknown = expectProblem(await story.asManager().get('/v1/people?colour=red'), 'unknown-parameter');
  assert.deepEqual(unknown.parameters, ['colour']);
  const answer = await story.asManager().get('/v1/people?limit=101&role=wizard&available=1');
  expectProblem(answer, 'validation-failed');
  assert.deepEqual(pointers(answer).sort(), ['available', 'limit', 'role']);
});

test('staff read, only the complaints manager writes, nobody else looks in', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/people', AISHA);
  assert.equal((await story.asIntake().read('/v1/people')).items.length, 1);
  expectProblem(await story.asIntake().post('/v1/people', { name: 'B' }), 'insufficient-scope');
  expectProblem(await story.asIntake().patch(`/v1/people/${made.id}`, { team: 'X' }, { headers: ifMatch(made) }), 'insufficient-scope');
  expectProblem(await story.asComplainant().get('/v1/people'), 'insufficient-scope');
  expectProblem(await story.asNobody().get('/v1/people'), 'unauthenticated');
  const narrow = await story.as('complaints_manager', 'narrow', 'complaints:read');
  expectProblem(await narrow.post('/v1/people', { name: 'B' }), 'insufficient-scope');
});

test('what is not there, or is another council\'s, is not found', async () => {
  const [ours, theirs] = [await service.story(), await service.story()];
  const made = await theirs.asManager().made('/v1/people', AISHA);
  const path = `/v1/people/${made.id}`;
  expectProblem(await ours.asManager().get(path), 'not-found');
  expectProblem(await ours.asManager().patch(path, { team: 'X' }, { headers: ifMatch(made) }), 'not-found');
  expectProblem(await ours.asManager().get('/v1/people/0190a0b0-0000-7000-8000-000000000000'), 'not-found');
  assert.equal((await ours.asManager().read('/v1/people')).items.length, 0);
});

test('the same key gives the same answer once more', async () => {
  const story = await service.story();
  const headers = { 'idempotency-key': 'aaaaaaaaaaaaaaaaaaaaaaaa' };
  const first = await story.asManager().post('/v1/people', AISHA, { headers });
  const again = await story.asManager().post('/v1/people', AISHA, { headers });
  assert.equal(again.headers['idempotent-replayed'], 'true');
  assert.deepEqual(again.body, first.body);
  assert.equal((await story.asManager().read('/v1/people')).items.length, 1);
  expectProblem(await story.asManager().post('/v1/people', { name: 'Other' }, { headers }), 'idempotency-key-reused');
});

test('return=minimal answers without the entry', async () => {
  const story = await service.story();
  const answer = await story.asManager().post('/v1/people', AISHA, { headers: { prefer: 'return=minimal' } });
  assert.equal(answer.status, 201);
  assert.equal(answer.text, '');
  assert.equal((await story.asManager().read(new URL(answer.headers.location, service.base).pathname)).name, AISHA.name);
});
