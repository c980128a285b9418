// The register of advocates (ADV5): the council's own provider first, open to the complainant's side to choose from.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';

const service = await given.service();

const JO = {
  name: 'Jo Bell', provider: 'National Youth Advocacy Service', languages: ['en', 'cy', 'zh-Hans'], areas: ['Middlesbrough'],
  contact: { phone: '0808 808 1001' }, identity: { issuer: 'https://advocates.example', subject: 'jo' },
};

const pointers = (answer) => answer.body.errors.map((error) => error.pointer ?? error.parameter);

test('an advocate is kept as given, with defaults for what was not', async () => {
  const story = await service.story();
  const made = await story.asManager().post('/v1/advocates', JO);
  assert.equal(made.status, 201);
  assert.match(made.headers.location, new RegExp(`/v1/advocates/${made.body.id}$`));
  for (const member of ['name', 'provider', 'languages', 'areas', 'contact', 'identity']) {
    assert.deepEqual(made.body[member], JO[member], member);
  }
  assert.deepEqual([made.body.default_provider, made.body.available, made.body.version], [false, true, 1]);
  const bare = await story.asManager().made('/v1/advocates', { name: 'Kit Self' });
  assert.deepEqual([bare.provider, bare.contact, bare.identity, bare.languages, bare.areas], [null, null, null, [], []]);
});

test('who chooses an advocate is told how to reach them, not whose token they bear', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/advocates', JO);
  const seen = await story.asComplainant().read(`/v1/advocates/${made.id}`);
  assert.equal(seen.identity, null);
  assert.deepEqual(seen.contact, JO.contact);
  const listed = (await story.asComplainant().read('/v1/advocates')).items[0];
  assert.equal(listed.identity, null);
  assert.deepEqual((await story.asManager().read('/v1/advocates')).items[0].identity, JO.identity);
});

test('the council\'s own provider comes first, then names, page by page', async () => {
  const story = await service.story();
  const manager = story.asManager();
  for (const [name, default_provider, available] of [['Zed', true, true], ['Al', false, true], ['Cy', true, false], ['Bo', false, true]]) {
    await manager.made('/v1/advocates', { name, default_provider, available });
  }
  const seen = [];
  let cursor = '';
  do {
    const page = await manager.read(`/v1/advocates?limit=1${cursor && `&cursor=${cursor}`}`);
    assert.equal(page.items.length, 1);
    seen.push(page.items[0].name);
    cursor = page.next_cursor;
  } while (cursor);
  assert.deepEqual(seen, ['Cy', 'Zed', 'Al', 'Bo']);
  const free = await manager.read('/v1/advocates?available=false');
  assert.deepEqual(free.items.map((item) => item.name), ['Cy']);
});

test('a patch changes what it names', async () => {
  const story = await service.story();
  const manager = story.asManager();
  const made = await manager.made('/v1/advocates', JO);
  const path = `/v1/advocates/${made.id}`;
  const moved = await manager.amended(path, { areas: ['Middlesbrough', 'Stockton-on-Tees'], contact: { email: 'jo@advocates.example' }, default_provider: true });
  assert.deepEqual(moved.areas, ['Middlesbrough', 'Stockton-on-Tees']);
  assert.deepEqual(moved.contact, { phone: '0808 808 1001', email: 'jo@advocates.example' });
  assert.equal(moved.default_provider, true);
  assert.deepEqual(moved.languages, JO.languages);
  const cleared = await manager.amended(path, { provider: null, identity: null, languages: [], available: false });
  assert.deepEqual([cleared.provider, cleared.identity, cleared.languages, cleared.available], [null, null, [], false]);
});

test('a patch needs the version it was made for', async () => {
  const story = await service.story();
  const made = await story.asManager().post('/v1/advocates', JO);
  const path = `/v1/advocates/${made.body.id}`;
  expectProblem(await story.asManager().patch(path, { areas: [] }), 'precondition-required');
  succeed(await story.asManager().patch(path, { areas: [] }, { headers: ifMatch(made) }));
  expectProblem(await story.asManager().patch(path, { areas: ['X'] }, { headers: ifMatch(made) }), 'version-mismatch');
});

test('an unchanged entry is not sent again', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/advocates', JO);
  const seen = await story.asManager().get(`/v1/advocates/${made.id}`);
  const again = await story.asManager().get(`/v1/advocates/${made.id}`, { headers: { 'if-none-match': seen.headers.etag } });
  assert.equal(again.status, 304);
});

test('every fault of form is named at once', async () => {
  const story = await service.story();
  const answer = await story.asManager().post('/v1/advocates', {
    languages: ['en', 'english!', 'x'], areas: ['', 'a'.repeat(201)], identity: { subject: 's' }, default_provider: 1, contact: [],
  });
  expectProblem(answer, 'validation-failed');
  for (const pointer of ['/name', '/languages/1', '/languages/2', '/areas/0', '/areas/1', '/identity/issuer', '/default_provider', '/contact']) {
    assert.ok(pointers(answer).includes(pointer), `${pointer} in ${answer.text}`);
  }
});

test('one token is one advocate', async () => {
  const story = await service.story();
  await story.asManager().made('/v1/advocates', JO);
  expectProblem(await story.asManager().post('/v1/advocates', { name: 'Jo twice', identity: JO.identity }), 'duplicate');
  const other = await story.asManager().made('/v1/advocates', { name: 'Kit' });
  const taken = await story.asManager().patch(`/v1/advocates/${other.id}`, { identity: JO.identity }, { headers: ifMatch(other) });
  expectProblem(taken, 'duplicate');
});

test('everybody on a case may look, only the complaints manager writes', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/advocates', JO);
  assert.equal((await story.asAdvocate().read('/v1/advocates')).items.length, 1);
  expectProblem(await story.asComplainant().post('/v1/advocates', JO), 'insufficient-scope');
  expectProblem(await story.asIntake().patch(`/v1/advocates/${made.id}`, { areas: [] }, { headers: ifMatch(made) }), 'insufficient-scope');
  expectProblem(await story.asNobody().get('/v1/advocates'), 'unauthenticated');
  const subject = await story.as('subject', 'complained-about', 'complaints:read');
  expectProblem(await subject.get('/v1/advocates'), 'insufficient-scope');
});

test('what is not there, or is another council\'s, is not found', async () => {
  const [ours, theirs] = [await service.story(), await service.story()];
  const made = await theirs.asManager().made('/v1/advocates', JO);
  expectProblem(await ours.asManager().get(`/v1/advocates/${made.id}`), 'not-found');
  expectProblem(await ours.asManager().patch(`/v1/advocates/${made.id}`, { areas: [] }, { headers: ifMatch(made) }), 'not-found');
  assert.deepEqual((await ours.asManager().read('/v1/advocates')).items, []);
});

test('a cursor of another list is refused', async () => {
  const story = await service.story();
  const bent = Buffer.from(JSON.stringify(['maybe', 'Al', '0190a0b0-0000-7000-8000-000000000000'])).toString('base64url');
  expectProblem(await story.asManager().get(`/v1/advocates?cursor=${bent}`), 'validation-failed');
  expectProblem(await story.asManager().get('/v1/advocates?available=perhaps'), 'validation-failed');
  expectProblem(await story.asManager().get('/v1/advocates?role=advocate'), 'unknown-parameter');
});
