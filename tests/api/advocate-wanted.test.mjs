// An advocate asked for with the complaint itself (reg. 14(3)(b)): it stands where it can be answered.
import assert from 'node:assert/strict';
import test from 'node:test';
import { given } from './support/heard.mjs';
import { at } from './support/cases.mjs';

const service = await given.service();
const stage1 = async (story, complaint) =>
  (await story.asManager().read(at(complaint, '/deadlines'))).items.find((clock) => clock.kind === 'stage_1');

test('what was asked for with the complaint stands among the advocacy, and who asked may decline it', async () => {
  const story = await service.story({ today: '2026-01-12' });
  const complaint = await story.complaint({ capacity: 'child_looked_after', advocate_wanted: true });
  assert.equal(complaint.status, 'awaiting_advocate');
  const [wish, ...others] = (await story.asComplainant().read(at(complaint, '/advocacy'))).items;
  assert.deepEqual([wish.status, wish.asked_on, others.length], ['asked', '2026-01-12', 0]);
  assert.equal((await stage1(story, complaint)).starts_on, null);

  await story.moveClock('2026-01-15');
  const declined = await story.asComplainant().amended(at(complaint, `/advocacy/${wish.id}`), { answer: 'declined' });
  assert.equal(declined.status, 'declined');
  const clock = await stage1(story, complaint);
  assert.deepEqual([clock.starts_on, clock.due_on], ['2026-01-12', '2026-01-26']);
});

test('the wish becomes the appointment', async () => {
  const story = await service.story({ today: '2026-01-12' });
  const complaint = await story.complaint({ capacity: 'child_looked_after', advocate_wanted: true });
  const [wish] = (await story.asManager().read(at(complaint, '/advocacy'))).items;
  await story.moveClock('2026-01-21');
  const none = { subject: false, manages_subject: false, manages_service: false, controls_resources: false, considers_for_the_council: false };
  const appointed = await story.asManager().amended(at(complaint, `/advocacy/${wish.id}`), { name: 'Jo Bell', declarations: none });
  assert.deepEqual([appointed.status, appointed.appointed_on], ['appointed', '2026-01-21']);
  const clock = await stage1(story, complaint);
  assert.deepEqual([clock.starts_on, clock.due_on], ['2026-01-21', '2026-02-04']);
});

test('appointed without naming the wish, it is the wish that is answered: one record of each advocate (ADV5)', async () => {
  const story = await service.story({ today: '2026-01-12' });
  const complaint = await story.complaint({ capacity: 'child_looked_after', advocate_wanted: true });
  const [wish] = (await story.asManager().read(at(complaint, '/advocacy'))).items;
  await story.moveClock('2026-01-21');
  const none = { subject: false, manages_subject: false, manages_service: false, controls_resources: false, considers_for_the_council: false };
  const appointed = await story.asManager().made(at(complaint, '/advocacy'), { name: 'Jo Bell', declarations: none });
  assert.deepEqual([appointed.id, appointed.status, appointed.asked_on, appointed.appointed_on], [wish.id, 'appointed', '2026-01-12', '2026-01-21']);
  assert.equal((await story.asManager().read(at(complaint, '/advocacy'))).items.length, 1);

  const second = await story.asComplainant().made(at(complaint, '/advocacy'), { name: 'Sam Hill' });
  assert.deepEqual([second.self_arranged, (await story.asManager().read(at(complaint, '/advocacy'))).items.length], [true, 2]);
});

test('the grounds cannot have arisen after the complaint came', async () => {
  const story = await service.story({ today: '2026-01-12' });
  const answer = await story.asManager().post('/v1/complaints', { own_words: 'Too early.', received_on: '2026-01-05', grounds_arose_on: '2026-01-06' });
  assert.deepEqual(answer.body.errors.map(({ pointer, code }) => [pointer, code]), [['/grounds_arose_on', 'after_receipt']]);
});

test('an anonymous letter is not counted for the year\'s report', async () => {
  const story = await service.story();
  const letter = await story.asIntake().made('/v1/complaints', { own_words: 'Somebody should look.', anonymity: 'anonymous', channel: 'letter' });
  assert.equal((await story.asManager().read(at(letter))).counted_as_statutory, false);
  const named = await story.complaint();
  assert.equal((await story.asManager().read(at(named))).counted_as_statutory, true);
});
