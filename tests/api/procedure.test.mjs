// The procedure in force: law beside policy, the rules with their sources, the council's words, whom to ring.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, succeed } from './support/heard.mjs';

const service = await given.service();
const anybody = service.caller(undefined);
const limit = (procedure, code) => procedure.limits.find((row) => row.code === code);
const days = (row) => [row.statutory_working_days, row.policy_working_days, row.working_days, row.ceiling_working_days];

test('a council that publishes nothing goes by the law', async () => {
  const { council } = await service.story({ today: '2026-06-01' });
  const law = await anybody.read(`/v1/procedure?council=${council.slug}`);
  assert.equal(law.on, '2026-06-01');
  assert.equal(law.council.slug, council.slug);
  assert.deepEqual(law.limits.map((row) => row.code), Array.from({ length: 25 }, (_, i) => `L${i + 1}`));
  assert.deepEqual(days(limit(law, 'L5')), [10, null, 10, 20]);
  assert.deepEqual(days(limit(law, 'L9')), [25, null, 25, 65]);
  assert.deepEqual(days(limit(law, 'L11')), [20, null, 20, null]);
  assert.deepEqual(days(limit(law, 'L1')), [null, null, null, null]);
  assert.deepEqual(days(limit(law, 'L8')), [null, null, 5, null]);
  assert.deepEqual(days(limit(law, 'L19')), [null, null, null, null]);
  assert.match(limit(law, 'L5').source, /reg\. 14\(1\)/);
  assert.deepEqual(law.labels, {});
  assert.equal(law.informal_first, null);
  assert.equal(law.contacts.advocacy_provider.name, null);
});

test('a council\'s own page: stricter lengths bind, laxer ones do not', async () => {
  const { council } = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
  const page = await anybody.read(`/v1/procedure?council=${council.slug}`);
  assert.equal(page.policy_version, 1);
  assert.deepEqual(days(limit(page, 'L1')), [null, 1, 1, null]);
  assert.deepEqual(days(limit(page, 'L2')), [null, 3, 3, null]);
  assert.deepEqual(days(limit(page, 'L4')), [null, 5, 5, null]);
  assert.equal(page.contacts.council.name, council.name);
  assert.equal(page.contacts.council.phone, '01642 729814');
  assert.equal(page.contacts.advocacy_provider.name, 'National Youth Advocacy Service');
  assert.equal(page.contacts.advocacy_provider.email, 'help@nyas.net');
  assert.equal(page.contacts.ombudsman.name, 'Local Government and Social Care Ombudsman');
  assert.equal(page.labels.stage1_handler, 'Investigating officer');
  assert.match(page.informal_first, /You do not have to/);

  const other = await service.story({ policy: 'sunderland' });
  const sunderland = await anybody.read(`/v1/procedure?council=${other.council.slug}`);
  assert.deepEqual(days(limit(sunderland, 'L16')), [30, 30, 30, 30]);
  assert.equal(sunderland.contacts.advocacy_provider.name, 'Action for Children');
  assert.match(sunderland.contacts.advocacy_provider.text, /Ask the/);
});

test('every rule of intake and stage 1 is there with its source', async () => {
  const { council } = await service.story();
  const { rules } = await anybody.read(`/v1/procedure?council=${council.slug}`);
  const numbers = new Set(rules.map((rule) => rule.number));
  for (const number of ['T1', 'T3', 'T4', 'T6', 'T7', 'T8', 'T12', 'T14', 'T15', 'T16', 'T17', 'T18', 'T19', 'T21', 'T34']) {
    assert.ok(numbers.has(number), `${number} is missing`);
  }
  for (const rule of rules) assert.ok(rule.source.length > 0 && rule.text.length > 0, rule.number);
});

test('what the codes are, with the council\'s own names for them', async () => {
  const { council } = await service.story({ policy: 'middlesbrough' });
  const { tables } = await anybody.read(`/v1/procedure?council=${council.slug}`);
  const capacity = (code) => tables.capacities.find((row) => row.code === code);
  assert.equal(tables.capacities.length, 19);
  assert.deepEqual(tables.capacities.filter((row) => row.interest_decision).map((row) => row.code), ['other_26_3_e', 'other_26_3B_b', 'other_26_3C_c']);
  assert.deepEqual(
    ['former_relevant_child', 'adoption_person', 'parent'].map((code) => capacity(code).advocate_right),
    ['always', 'if_a_child', 'never'],
  );
  assert.equal(tables.roles.find((row) => row.code === 'stage1_handler').label, 'Investigating officer');
  assert.equal(tables.roles.find((row) => row.code === 'panel_clerk').label, null);
  assert.deepEqual(tables.notices.map((row) => row.number), Array.from({ length: 17 }, (_, i) => `N${i + 1}`));
  assert.equal(tables.notices[7].code, 'stage_1_response');
  assert.equal(tables.functions.length, 5);
  assert.ok(tables.statuses.some((row) => row.code === 'closed_final'));
});

test('other bodies are named, with what the policy says of them', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const contacts = async () => (await anybody.read(`/v1/procedure?council=${story.council.slug}`)).contacts;
  const before = await contacts();
  assert.equal(before.bodies.ico.name, "Information Commissioner's Office");
  assert.deepEqual(before.bodies.school, { name: 'The school' });
  assert.equal(before.ombudsman.url, 'https://www.lgo.org.uk');
  assert.equal(before.ombudsman.phone, undefined);
  await story.asManager().made('/v1/policies', {
    in_force_from: '2026-06-01',
    published: {
      'bodies.ico.contact.phone': '01632 960303', 'bodies.housing.contact.name': 'Housing Ombudsman',
      'bodies.housing.contact.url': 'https://housing.example', 'lgsco.contact.phone': '01632 960304',
      'lgsco.contact.url': 'https://ombudsman.example',
    },
  });
  const { bodies, ombudsman } = await contacts();
  assert.deepEqual(bodies.ico, { name: "Information Commissioner's Office", phone: '01632 960303', url: 'https://ico.org.uk' });
  assert.deepEqual(bodies.housing, { name: 'Housing Ombudsman', url: 'https://housing.example' });
  assert.deepEqual(bodies.school, before.bodies.school);
  assert.deepEqual([ombudsman.phone, ombudsman.url], ['01632 960304', 'https://ombudsman.example']);
});

test('on another day another policy', async () => {
  const story = await service.story({ today: '2026-06-01' });
  await story.asManager().made('/v1/policies', { in_force_from: '2026-07-01', published: { 'stage1.days': 8, 'stage3.window_days': 30 } });
  const on = (day) => anybody.read(`/v1/procedure?council=${story.council.slug}&on=${day}`);
  assert.deepEqual(days(limit(await on('2026-06-30'), 'L5')), [10, null, 10, 20]);
  const july = await on('2026-07-01');
  assert.equal(july.policy_version, 2);
  assert.deepEqual(days(limit(july, 'L5')), [10, 8, 8, 20]);
  assert.deepEqual(days(limit(july, 'L11')), [20, 30, 30, null]);
  assert.equal((await on('2001-01-01')).policy_version, 1);
  await story.moveClock('2026-07-02');
  assert.equal((await anybody.read(`/v1/procedure?council=${story.council.slug}`)).policy_version, 2);
});

test('it may be kept by caches when the address says whose it is, and only then', async () => {
  const story = await service.story();
  const asked = await anybody.get(`/v1/procedure?council=${story.council.slug}`);
  assert.match(asked.headers['cache-control'], /^public, max-age=\d+$/);
  const again = await anybody.get(`/v1/procedure?council=${story.council.slug}`, { headers: { 'if-none-match': asked.headers.etag } });
  assert.equal(again.status, 304);
  const named = await story.asComplainant().get('/v1/procedure');
  assert.equal(succeed(named).council.slug, story.council.slug);
  assert.equal(named.headers['cache-control'], 'no-store');
});

test('somebody must say which council', async () => {
  const none = await anybody.get('/v1/procedure');
  expectProblem(none, 'validation-failed');
  assert.deepEqual(none.body.errors.map((error) => error.parameter), ['council']);
  expectProblem(await anybody.get('/v1/procedure?council=atlantis'), 'not-found');
  expectProblem(await anybody.get('/v1/procedure?council=atlantis&on=monday'), 'validation-failed');
  expectProblem(await anybody.get('/v1/procedure?town=here'), 'unknown-parameter');
  expectProblem(await service.caller('not.a.token').get('/v1/procedure'), 'unauthenticated');
});
