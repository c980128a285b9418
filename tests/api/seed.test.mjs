// `heard seed`: two sandbox councils with invented complaints, told through the API itself; run again it adds nothing.
import assert from 'node:assert/strict';
import test from 'node:test';
import { databaseDrop, databaseMake } from './support/database.mjs';
import { expectProblem, given, heard, sql } from './support/heard.mjs';

const service = await given.service();
const first = await service.command('seed');
const COUNTS = `SELECT (SELECT count(*) FROM council), (SELECT count(*) FROM complaint), (SELECT count(*) FROM act),
  (SELECT count(*) FROM event), (SELECT count(*) FROM person), (SELECT count(*) FROM advocate), (SELECT count(*) FROM enquiry)`;

async function as(council, role, sub = role) {
  return service.caller(await service.token({ council, as: role, sub }));
}

test('both councils are there, each at the day of today, with their own policy', async () => {
  assert.match(first, /middlesbrough has its sample complaints/);
  assert.match(first, /sunderland has its sample complaints/);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  for (const council of ['middlesbrough', 'sunderland']) {
    const manager = await as(council, 'complaints_manager');
    assert.ok([today.format(Date.now()), today.format(Date.now() - 600_000)].includes((await manager.read('/v1/test-clock')).today));
    assert.equal((await manager.read('/v1/me')).council.sandbox, true);
  }
  const policy = await (await as('sunderland', 'complaints_manager')).read('/v1/policies/1');
  assert.equal(policy.published['stage1.max_days'], null);
});

test('they show every stage of the way', async () => {
  const statuses = async (council) => {
    const page = await (await as(council, 'complaints_manager')).read('/v1/complaints?limit=100');
    return page.items.map((item) => item.status).sort();
  };
  assert.deepEqual(await statuses('middlesbrough'), ['awaiting_interest_decision', 'received', 'resolved', 'stage1', 'stage1', 'stage2', 'withdrawn']);
  assert.deepEqual(await statuses('sunderland'), ['out_of_scope', 'received', 'stage1', 'stage1_responded']);
});

test('tokens as `heard token` mints them open their own cases', async () => {
  const theirs = await (await as('middlesbrough', 'complainant')).read('/v1/complaints');
  assert.equal(theirs.items.length, 1);
  const handled = await (await as('middlesbrough', 'stage1_handler')).read('/v1/complaints');
  assert.equal(handled.items.length, 2);
  const helped = await (await as('middlesbrough', 'advocate')).read('/v1/complaints');
  assert.equal(helped.items.length, 1);
});

test('a complex one was extended, one is late, and neither was typed in', async () => {
  const manager = await as('middlesbrough', 'complaints_manager');
  const clocks = (await manager.read('/v1/deadlines?kind=stage_1&limit=100')).items;
  const late = clocks.filter((clock) => clock.status === 'missed');
  assert.deepEqual(late.map((clock) => [clock.met_on, clock.extended]), [[null, false]]);
  const extended = clocks.filter((clock) => clock.extended);
  assert.deepEqual(extended.map((clock) => [clock.status, clock.start_event]), [['running', 'appointment of the advocate']]);
});

test('run again it adds nothing', async () => {
  const before = await sql(COUNTS, service.database);
  const again = await service.command('seed');
  assert.match(again, /middlesbrough has its sample complaints already/);
  assert.match(again, /sunderland has its sample complaints already/);
  assert.equal(await sql(COUNTS, service.database), before);
});

test('a council with complaints of another kind is left as it is', async () => {
  await sql("UPDATE complaint SET external_id = 'other-' || id WHERE council = (SELECT id FROM council WHERE slug = 'sunderland')", service.database);
  const before = await sql(COUNTS, service.database);
  assert.match(await service.command('seed'), /sunderland has complaints already; they are left as they are/);
  assert.equal(await sql(COUNTS, service.database), before);
});

test('samples are for development, and need to know where', async () => {
  const refuses = (settings, sentence) => assert.rejects(heard(['seed'], service.database, { ...service.settings, ...settings }), (error) => sentence.test(error.stderr));
  await refuses({ HEARD_ENV: 'production' }, /HEARD_ENV=development only/);
  await refuses({ HEARD_DEVELOPMENT_KEY: '' }, /HEARD_DEVELOPMENT_KEY is not set/);
  await refuses({ HEARD_OWNER_DATABASE: '' }, /HEARD_OWNER_DATABASE/);
  await assert.rejects(heard(['seed', 'more'], service.database, service.settings), (error) => /heard seed makes/.test(error.stderr));
  await assert.rejects(heard(['seed', '--today', 'soon'], service.database, service.settings), (error) => /a date is written/.test(error.stderr));
  assert.match(await service.command('seed', '--help'), /adds nothing/);
});

test('the stories hold on any day: on a Saturday, on a holiday after one, at the turn of the year', async () => {
  for (const today of ['2026-11-28', '2026-12-28', '2027-01-02']) {
    const database = await databaseMake();
    try {
      const told = await heard(['seed', '--today', today], database, { HEARD_DEVELOPMENT_KEY: service.settings.HEARD_DEVELOPMENT_KEY });
      assert.match(told, /sunderland has its sample complaints\./, today);
      assert.equal(await sql('SELECT DISTINCT test_day FROM council', database), today);
    } finally {
      await databaseDrop(database);
    }
  }
});

test('a service that cannot start is told of, and the next run goes on from there', async () => {
  const database = await databaseMake();
  try {
    const settings = { HEARD_DEVELOPMENT_KEY: service.settings.HEARD_DEVELOPMENT_KEY };
    await assert.rejects(
      heard(['seed'], database, { ...settings, HEARD_SIGNING_KEYS: 'k=/nowhere/key.pem' }),
      (error) => /could not be started/.test(error.stderr) && error.code === 1,
    );
    assert.equal(await sql('SELECT count(*) FROM complaint', database), '0');
    assert.match(await heard(['seed'], database, settings), /sunderland has its sample complaints/);
    assert.equal(await sql('SELECT count(*) FROM council', database), '2');
  } finally {
    await databaseDrop(database);
  }
});

test('who is not invented is nobody there', async () => {
  expectProblem(await (await as('middlesbrough', 'complainant', 'stranger')).get('/v1/people'), 'insufficient-scope');
  assert.deepEqual((await (await as('middlesbrough', 'complainant', 'stranger')).read('/v1/complaints')).items, []);
});
