// The clock of a sandbox council: forward only, for legal dates alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, heard, succeed } from './support/heard.mjs';

const service = await given.service();
const pointers = (answer) => answer.body.errors.map((error) => error.pointer);

test('it stands where it was set, and only goes forward', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const manager = story.asManager();
  assert.deepEqual(await story.asComplainant().read('/v1/test-clock'), { today: '2026-06-01', now: null });
  assert.equal(succeed(await manager.put('/v1/test-clock', { today: '2026-06-20' })).today, '2026-06-20');
  assert.equal(succeed(await manager.put('/v1/test-clock', { today: '2026-06-20' })).today, '2026-06-20');
  const back = await manager.put('/v1/test-clock', { today: '2026-06-19' });
  expectProblem(back, 'validation-failed');
  assert.deepEqual(pointers(back), ['/today']);
  assert.equal((await manager.read('/v1/test-clock')).today, '2026-06-20');
  assert.equal((await manager.read('/v1/me')).today, '2026-06-20');
});

test('an instant is taken as its date in London', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const manager = story.asManager();
  const summer = succeed(await manager.put('/v1/test-clock', { now: '2026-06-30T23:30:00Z' }));
  assert.deepEqual(summer, { today: '2026-07-01', now: '2026-06-30T23:30:00.000Z' });
  const winter = succeed(await manager.put('/v1/test-clock', { now: '2026-12-31T23:30:00.000Z' }));
  assert.equal(winter.today, '2026-12-31');
  const back = await manager.put('/v1/test-clock', { now: '2026-12-30T12:00:00Z' });
  expectProblem(back, 'validation-failed');
  assert.deepEqual(pointers(back), ['/now']);
});

test('what fell due has been passed over when the answer comes', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const complaint = await story.complaint();
  const clock = async () => (await story.asManager().read(`/v1/complaints/${complaint.id}/deadlines`)).items.find((item) => item.kind === 'stage_1');
  assert.deepEqual([(await clock()).status, (await clock()).due_on], ['running', '2026-06-15']);
  await story.moveClock('2026-06-15');
  assert.equal((await clock()).status, 'running');
  await story.moveClock('2026-06-16');
  assert.equal((await clock()).status, 'missed');
});

test('tokens do not age by it', async () => {
  const story = await service.story({ today: '2026-06-01' });
  await story.moveClock('2028-12-01');
  assert.equal((await story.asManager().get('/v1/me')).status, 200);
});

test('a day or an instant, not both, not neither, and one that exists', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const manager = story.asManager();
  for (const body of [{}, { today: '2026-07-01', now: '2026-07-01T00:00:00Z' }, { today: '2026-02-30' }, { today: null }, { now: 'noon' }, { tomorrow: true }]) {
    expectProblem(await manager.put('/v1/test-clock', body), 'validation-failed');
  }
  assert.equal((await manager.read('/v1/test-clock')).today, '2026-06-01');
});

test('each sandbox has its own', async () => {
  const [first, second] = [await service.story({ today: '2026-06-01' }), await service.story({ today: '2027-01-04' })];
  await first.moveClock('2026-08-01');
  assert.equal((await second.asManager().read('/v1/test-clock')).today, '2027-01-04');
});

test('a live council has none', async () => {
  await heard(['council', 'add', '--slug', 'livetown', '--code', 'LIV', '--name', 'Livetown', '--policy', 'statutory'], service.database);
  const manager = service.caller(await service.token({ council: 'livetown', as: 'complaints_manager' }));
  expectProblem(await manager.get('/v1/test-clock'), 'not-found');
  expectProblem(await manager.put('/v1/test-clock', { today: '2030-01-02' }), 'not-found');
});

test('everybody of the council may look, the complaints manager sets it', async () => {
  const story = await service.story({ today: '2026-06-01' });
  assert.equal((await story.asAdvocate().read('/v1/test-clock')).today, '2026-06-01');
  expectProblem(await story.asIntake().put('/v1/test-clock', { today: '2026-06-02' }), 'insufficient-scope');
  expectProblem(await story.asNobody().get('/v1/test-clock'), 'unauthenticated');
  const narrow = await story.as('complaints_manager', 'narrow', 'complaints:read');
  expectProblem(await narrow.put('/v1/test-clock', { today: '2026-06-02' }), 'insufficient-scope');
  const stranger = await story.as('auditor_reader', 'auditor', 'complaints:read');
  expectProblem(await stranger.get('/v1/test-clock'), 'insufficient-scope');
});
