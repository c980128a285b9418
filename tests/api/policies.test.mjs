// Policies: what a council publishes is kept as published; where it is laxer than the law the law binds, and says so.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given } from './support/heard.mjs';

const service = await given.service();
const pointers = (answer) => answer.body.errors.map((error) => error.pointer ?? error.parameter);

test('each laxer value is a warning that names the regulation', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const made = await story.asManager().post('/v1/policies', {
    name: 'From July', in_force_from: '2026-07-01',
    published: { 'ack.days': 1, 'stage1.days': 15, 'stage1.max_days': 30, 'stage2.start': 'meeting', 'stage3.window_days': 10, 'labels.stage_1': 'First look' },
  });
  assert.equal(made.status, 201);
  assert.match(made.headers.location, /\/v1\/policies\/2$/);
  assert.ok(made.headers.etag);
  const { version, name, in_force_from, in_force_to, published, effective, warnings } = made.body;
  assert.deepEqual([version, name, in_force_from, in_force_to], [2, 'From July', '2026-07-01', null]);
  assert.equal(published['stage1.days'], 15);
  assert.deepEqual(
    ['ack.days', 'stage1.days', 'stage1.max_days', 'stage2.start', 'stage3.window_days', 'labels.stage_1'].map((key) => effective[key]),
    [1, 10, 20, 'request_or_final_record', 20, 'First look'],
  );
  const warned = Object.fromEntries(warnings.map((warning) => [warning.key, warning]));
  assert.deepEqual(Object.keys(warned).sort(), ['stage1.days', 'stage1.max_days', 'stage2.start', 'stage3.window_days']);
  assert.deepEqual([warned['stage1.days'].published, warned['stage1.days'].effective], [15, 10]);
  assert.match(warned['stage1.days'].source, /reg\. 14\(1\)/);
  assert.match(warned['stage2.start'].source, /reg\. 17\(4\)/);
  assert.match(warned['stage3.window_days'].source, /reg\. 18\(2\)/);
  for (const warning of warnings) assert.ok(warning.detail.length > 10, warning.key);
});

test('every key that cannot be taken is named at once, flat or nested', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const answer = await story.asManager().post('/v1/policies', {
    in_force_from: '2026-05-31',
    published: {
      'stage1.days': 'ten', 'colour.scheme': 'red', 'ack.days': -1, 'early.enabled': 3, deemed_receipt: { letter: 3, pigeon: 1 },
      'stage2.days': 20.5,
    },
  });
  expectProblem(answer, 'validation-failed');
  const faults = Object.fromEntries(answer.body.errors.map((error) => [error.pointer, error.code]));
  assert.deepEqual(faults, {
    '/in_force_from': 'past',
    '/published/stage1.days': 'wrong_kind',
    '/published/colour.scheme': 'unknown_key',
    '/published/ack.days': 'wrong_kind',
    '/published/early.enabled': 'wrong_kind',
    '/published/deemed_receipt/pigeon': 'unknown_key',
    '/published/stage2.days': 'wrong_kind',
  });
  assert.equal((await story.asManager().read('/v1/policies')).items.length, 1);
});

test('the body itself must fit', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const empty = await story.asManager().post('/v1/policies', {});
  expectProblem(empty, 'validation-failed');
  assert.deepEqual(pointers(empty).sort(), ['/in_force_from', '/published']);
  const list = await story.asManager().post('/v1/policies', { in_force_from: '2026-06-01', published: ['stage1.days'], name: 7 });
  expectProblem(list, 'validation-failed');
  const wrong = await story.asManager().post('/v1/policies', { in_force_from: '2026-06-01', published: ['stage1.days'] });
  expectProblem(wrong, 'validation-failed');
  assert.deepEqual(pointers(wrong), ['/published']);
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`no.key_${i}`, i]));
  const cut = await story.asManager().post('/v1/policies', { in_force_from: '2026-06-01', published: many });
  expectProblem(cut, 'validation-failed');
  assert.ok(cut.body.errors.length >= 50);
});

test('policies follow each other from day to day', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const manager = story.asManager();
  await manager.made('/v1/policies', { in_force_from: '2026-09-01', published: { 'stage1.days': 9 } });
  await manager.made('/v1/policies', { in_force_from: '2026-07-01', published: { 'stage1.days': 8 } });
  const page = await manager.read('/v1/policies');
  assert.deepEqual(
    page.items.map((item) => [item.version, item.in_force_from, item.in_force_to]),
    [[2, '2026-09-01', null], [3, '2026-07-01', '2026-08-31'], [1, '2026-06-01', '2026-06-30']],
  );
  const seen = [];
  let cursor = '';
  do {
    const one = await manager.read(`/v1/policies?limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(one.items[0].version);
    cursor = one.next_cursor;
  } while (cursor);
  assert.deepEqual(seen, [2, 3, 1]);
  for (const key of [[1, 2], ['2026-07-01', 99999999999], ['2026-07-01', null], ['2026-07-01', '1.5'], ['July', 1]]) {
    const bent = Buffer.from(JSON.stringify(key)).toString('base64url');
    expectProblem(await manager.get(`/v1/policies?cursor=${bent}`), 'validation-failed');
  }
});

test('a case keeps the policy of the day on which its stage started', async () => {
  const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  const complaint = await story.complaint();
  const due = async () => (await story.asManager().read(`/v1/complaints/${complaint.id}/deadlines`)).items.find((clock) => clock.kind === 'stage_1').due_on;
  const before = await due();
  await story.asManager().made('/v1/policies', { in_force_from: '2026-06-02', published: { 'stage1.days': 3 } });
  await story.moveClock('2026-06-03');
  assert.equal(await due(), before);
  const later = await story.complaint();
  const shorter = (await story.asManager().read(`/v1/complaints/${later.id}/deadlines`)).items.find((clock) => clock.kind === 'stage_1');
  assert.deepEqual([shorter.policy_due_on, shorter.due_on, shorter.statutory_due_on], ['2026-06-08', '2026-06-08', '2026-06-17']);
});

test('one policy is read by its version', async () => {
  const story = await service.story({ policy: 'sunderland' });
  const seen = await story.asManager().get('/v1/policies/1');
  assert.equal(seen.body.version, 1);
  assert.equal(seen.body.published['stage1.max_days'], null);
  assert.equal(seen.body.effective['stage1.max_days'], 20);
  assert.equal((await story.asManager().get('/v1/policies/1', { headers: { 'if-none-match': seen.headers.etag } })).status, 304);
  for (const version of ['2', '0', '01', 'newest', '99999999999999999999']) {
    expectProblem(await story.asManager().get(`/v1/policies/${version}`), 'not-found');
  }
});

test('staff read, the complaints manager loads, with the scope for it', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const wish = { in_force_from: '2026-06-01', published: {} };
  assert.equal((await story.asHandler().read('/v1/policies')).items.length, 1);
  expectProblem(await story.asHandler().post('/v1/policies', wish), 'insufficient-scope');
  expectProblem(await story.asComplainant().get('/v1/policies'), 'insufficient-scope');
  expectProblem(await story.asNobody().get('/v1/policies/1'), 'unauthenticated');
  const narrow = await story.as('complaints_manager', 'narrow', 'complaints:read');
  assert.equal(expectProblem(await narrow.post('/v1/policies', wish), 'insufficient-scope').required_scope, 'policy:manage');
});
