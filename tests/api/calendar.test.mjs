// Working days in England (reg. 2(1)): counted day by day, public, never guessed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given } from './support/heard.mjs';

const service = await given.service();
const anybody = service.caller(undefined);
const parameters = (answer) => answer.body.errors.map((error) => error.parameter);

test('the day of the event is day 0; Christmas is told by name', async () => {
  const count = await anybody.read('/v1/working-days?from=2025-12-23&days=3');
  assert.equal(count.to, '2025-12-30');
  assert.equal(count.working_days, 3);
  assert.deepEqual(count.explanation.map(({ date, counted, number, reason }) => [date, counted, number, reason]), [
    ['2025-12-24', true, 1, 'Working day'],
    ['2025-12-25', false, null, 'Christmas Day'],
    ['2025-12-26', false, null, 'Boxing Day'],
    ['2025-12-27', false, null, 'Saturday'],
    ['2025-12-28', false, null, 'Sunday'],
    ['2025-12-29', true, 2, 'Working day'],
    ['2025-12-30', true, 3, 'Working day'],
  ]);
});

test('an event on a Saturday needs no rule of its own', async () => {
  assert.equal((await anybody.read('/v1/working-days?from=2026-01-03&days=1')).to, '2026-01-05');
  assert.equal((await anybody.read('/v1/working-days?from=2026-01-02&days=1')).to, '2026-01-05');
});

test('back from a day: the day is day 0 too', async () => {
  const back = await anybody.read('/v1/working-days?from=2026-04-08&days=-2');
  assert.equal(back.to, '2026-04-02');
  assert.equal(back.working_days, -2);
  assert.deepEqual(back.explanation.map(({ date, number, reason }) => [date, number, reason]), [
    ['2026-04-07', -1, 'Working day'],
    ['2026-04-06', null, 'Easter Monday'],
    ['2026-04-05', null, 'Sunday'],
    ['2026-04-04', null, 'Saturday'],
    ['2026-04-03', null, 'Good Friday'],
    ['2026-04-02', -2, 'Working day'],
  ]);
});

test('up to a day, and back to one', async () => {
  const on = await anybody.read('/v1/working-days?from=2026-05-01&to=2026-05-10');
  assert.deepEqual([on.working_days, on.explanation.length], [4, 9]);
  assert.equal(on.explanation.find((day) => day.date === '2026-05-04').reason, 'Early May bank holiday');
  const back = await anybody.read('/v1/working-days?from=2026-05-10&to=2026-05-01');
  assert.deepEqual([back.working_days, back.explanation.length], [-5, 9]);
  const none = await anybody.read('/v1/working-days?from=2026-05-10&to=2026-05-10');
  assert.deepEqual([none.working_days, none.explanation], [0, []]);
  assert.equal((await anybody.read('/v1/working-days?from=2026-05-09&days=0')).to, '2026-05-09');
});

test('an answer names its calendar, and may be kept', async () => {
  const first = await anybody.get('/v1/working-days?from=2026-06-01&days=10');
  const { calendar } = first.body;
  assert.ok(calendar.version >= 1 && calendar.source.length > 0);
  assert.ok(calendar.known_from < '2026-01-01' && calendar.known_to > '2026-12-30');
  assert.match(first.headers['cache-control'], /public/);
  const again = await anybody.get('/v1/working-days?from=2026-06-01&days=10', { headers: { 'if-none-match': first.headers.etag } });
  assert.equal(again.status, 304);
});

test('outside the known years nothing is guessed', async () => {
  const { calendar } = await anybody.read('/v1/non-working-days');
  const beyond = String(Number(calendar.known_to.slice(0, 4)) + 1);
  const before = String(Number(calendar.known_from.slice(0, 4)) - 1);
  for (const path of [
    `/v1/working-days?from=${calendar.known_to}&days=1`, `/v1/working-days?from=${calendar.known_from}&days=-1`,
    `/v1/working-days?from=${beyond}-03-01&days=0`, `/v1/working-days?from=${before}-12-31&to=${calendar.known_from}`,
    `/v1/working-days?from=${calendar.known_to}&to=${beyond}-01-02`,
    `/v1/non-working-days?to=${beyond}-01-01`, `/v1/non-working-days?from=${before}-01-01`,
  ]) {
    expectProblem(await anybody.get(path), 'calendar-unknown');
  }
  assert.equal((await anybody.read(`/v1/working-days?from=${calendar.known_to}&days=0`)).working_days, 0);
});

test('either so many days, or up to a day', async () => {
  for (const [path, parameter] of [
    ['/v1/working-days?days=1', 'from'], ['/v1/working-days?from=2026-06-01', 'days'],
    ['/v1/working-days?from=2026-06-01&days=1&to=2026-06-02', 'days'], ['/v1/working-days?from=2026-06-01&days=401', 'days'],
    ['/v1/working-days?from=2026-06-01&days=1.5', 'days'], ['/v1/working-days?from=2026-02-30&days=1', 'from'],
    ['/v1/working-days?from=2022-01-03&to=2026-01-05', 'to'], ['/v1/non-working-days?from=yesterday', 'from'],
  ]) {
    const answer = await anybody.get(path);
    expectProblem(answer, 'validation-failed');
    assert.deepEqual(parameters(answer), [parameter], path);
  }
  expectProblem(await anybody.get('/v1/working-days?from=2026-06-01&days=1&council=here'), 'unknown-parameter');
  expectProblem(await anybody.get('/v1/non-working-days?limit=3'), 'unknown-parameter');
});

test('the days that are none, in order, between two days or all of them', async () => {
  const spring = await anybody.read('/v1/non-working-days?from=2026-04-01&to=2026-05-25');
  assert.deepEqual(spring.items, [
    { date: '2026-04-03', name: 'Good Friday' },
    { date: '2026-04-06', name: 'Easter Monday' },
    { date: '2026-05-04', name: 'Early May bank holiday' },
    { date: '2026-05-25', name: 'Spring bank holiday' },
  ]);
  const all = await anybody.read('/v1/non-working-days');
  const dates = all.items.map((item) => item.date);
  assert.deepEqual(dates, [...dates].sort());
  assert.ok(dates.length > 8 * 3);
  assert.equal(dates[0].slice(0, 4), all.calendar.known_from.slice(0, 4));
  assert.deepEqual((await anybody.read('/v1/non-working-days?from=2026-05-26&to=2026-05-01')).items, []);
});
