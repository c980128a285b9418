// Before there is a complaint (T2, ADV4(2)): advice, an informal concern, somebody who means to complain. No clock starts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { expectProblem, given, ifMatch, succeed } from './support/heard.mjs';

const service = await given.service();
const pointers = (answer) => answer.body.errors.map((error) => error.pointer ?? error.parameter);

test('an enquiry needs nothing but its kind: it came today, by telephone', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const made = await story.asIntake().post('/v1/enquiries', { kind: 'advice' });
  assert.equal(made.status, 201);
  assert.match(made.headers.location, new RegExp(`/v1/enquiries/${made.body.id}$`));
  assert.deepEqual(
    [made.body.received_on, made.body.channel, made.body.status, made.body.closed_on, made.body.words, made.body.contact],
    ['2026-06-01', 'phone', 'open', null, null, null],
  );
  assert.deepEqual((await story.asManager().read('/v1/deadlines')).items, []);
});

test('somebody who means to complain is told of advocacy, and it is noted when', async () => {
  const story = await service.story({ today: '2026-06-03' });
  const given = {
    kind: 'intends_to_complain', received_on: '2026-06-01', channel: 'in_person', words: 'She wants to complain about her placement.',
    name: 'Tia Example', contact: { phone: '01642 496 0000' }, capacity: 'child_looked_after',
    advocacy_information_given_on: '2026-06-01', guidance_offered_on: '2026-06-02',
  };
  const made = await story.asIntake().made('/v1/enquiries', given);
  for (const [member, value] of Object.entries(given)) assert.deepEqual(made[member], value, member);
  assert.deepEqual(await story.asManager().read(`/v1/enquiries/${made.id}`), made);
});

test('it becomes a complaint, or it ends', async () => {
  const story = await service.story({ today: '2026-06-01' });
  const intake = story.asIntake();
  const enquiry = await intake.made('/v1/enquiries', { kind: 'intends_to_complain', contact: { phone: '1' } });
  const path = `/v1/enquiries/${enquiry.id}`;
  const complaint = await intake.made('/v1/complaints', { own_words: 'Nobody told me that I was moving.' });
  const became = await intake.amended(path, { complaint_id: complaint.id, outcome: 'She complained.', closed_on: '2026-06-01', contact: { email: 'tia@home.example' } });
  assert.deepEqual(
    [became.complaint_id, became.outcome, became.closed_on, became.status, became.version],
    [complaint.id, 'She complained.', '2026-06-01', 'closed', 2],
  );
  assert.deepEqual(became.contact, { phone: '1', email: 'tia@home.example' });
  const reopened = await intake.amended(path, { closed_on: null, complaint_id: null, outcome: null });
  assert.deepEqual([reopened.status, reopened.complaint_id, reopened.outcome], ['open', null, null]);
});

test('days that cannot be are refused', async () => {
  const story = await service.story({ today: '2026-06-03' });
  const future = await story.asIntake().post('/v1/enquiries', {
    kind: 'advice', received_on: '2026-06-04', advocacy_information_given_on: '2026-06-05', guidance_offered_on: '2026-06-06',
  });
  expectProblem(future, 'validation-failed');
  assert.deepEqual(pointers(future).sort(), ['/advocacy_information_given_on', '/guidance_offered_on', '/received_on']);
  const early = await story.asIntake().post('/v1/enquiries', { kind: 'advice', advocacy_information_given_on: '2026-06-02' });
  expectProblem(early, 'validation-failed');
  assert.deepEqual(pointers(early), ['/advocacy_information_given_on']);

  const made = await story.asIntake().made('/v1/enquiries', { kind: 'advice', received_on: '2026-06-02' });
  for (const [patch, pointer] of [
    [{ closed_on: '2026-06-01' }, '/closed_on'], [{ guidance_offered_on: '2026-06-01' }, '/guidance_offered_on'],
    [{ closed_on: '2026-06-04' }, '/closed_on'], [{ complaint_id: '0190a0b0-0000-7000-8000-000000000000' }, '/complaint_id'],
  ]) {
    const answer = await story.asIntake().patch(`/v1/enquiries/${made.id}`, patch, { headers: ifMatch(made) });
    expectProblem(answer, 'validation-failed');
    assert.deepEqual(pointers(answer), [pointer]);
  }
  assert.equal((await story.asIntake().read(`/v1/enquiries/${made.id}`)).version, 1);
});

test('a patch needs the version it was made for', async () => {
  const story = await service.story();
  const made = await story.asIntake().post('/v1/enquiries', { kind: 'advice' });
  const path = `/v1/enquiries/${made.body.id}`;
  expectProblem(await story.asIntake().patch(path, { outcome: 'x' }), 'precondition-required');
  succeed(await story.asIntake().patch(path, { outcome: 'x' }, { headers: ifMatch(made) }));
  expectProblem(await story.asIntake().patch(path, { outcome: 'y' }, { headers: ifMatch(made) }), 'version-mismatch');
  const seen = await story.asIntake().get(path);
  assert.equal((await story.asIntake().get(path, { headers: { 'if-none-match': seen.headers.etag } })).status, 304);
});

test('every fault of form is named at once', async () => {
  const story = await service.story();
  const answer = await story.asIntake().post('/v1/enquiries', { channel: 'owl', words: 'a'.repeat(20001), capacity: 'wizard', closed_on: '2026-01-01' });
  expectProblem(answer, 'validation-failed');
  assert.deepEqual(pointers(answer).sort(), ['/capacity', '/channel', '/closed_on', '/kind', '/words']);
});

test('the last received comes first, page by page, and filters', async () => {
  const story = await service.story({ today: '2026-06-05' });
  const intake = story.asIntake();
  for (const [kind, received_on] of [['advice', '2026-06-01'], ['informal_concern', '2026-06-03'], ['advice', '2026-06-03'], ['intends_to_complain', '2026-06-02']]) {
    await intake.made('/v1/enquiries', { kind, received_on });
  }
  const seen = [];
  let cursor = '';
  do {
    const page = await intake.read(`/v1/enquiries?limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(page.items[0]);
    cursor = page.next_cursor;
  } while (cursor);
  assert.deepEqual(seen.map((item) => item.received_on), ['2026-06-03', '2026-06-03', '2026-06-02', '2026-06-01']);
  assert.equal(new Set(seen.map((item) => item.id)).size, 4);
  await intake.amended(`/v1/enquiries/${seen[0].id}`, { closed_on: '2026-06-05' });
  assert.equal((await intake.read('/v1/enquiries?open=false')).items.length, 1);
  assert.equal((await intake.read('/v1/enquiries?open=true')).items.length, 3);
  assert.equal((await intake.read('/v1/enquiries?kind=advice,informal_concern')).items.length, 3);
  expectProblem(await intake.get('/v1/enquiries?kind=gossip'), 'validation-failed');
  expectProblem(await intake.get('/v1/enquiries?cursor=bm90'), 'validation-failed');
});

test('a handler sees the enquiries that they took themselves', async () => {
  const story = await service.story();
  const taken = await story.asIntake().made('/v1/enquiries', { kind: 'advice' });
  const own = await story.asHandler().made('/v1/enquiries', { kind: 'informal_concern' });
  assert.deepEqual((await story.asHandler().read('/v1/enquiries')).items.map((item) => item.id), [own.id]);
  expectProblem(await story.asHandler().get(`/v1/enquiries/${taken.id}`), 'not-found');
  assert.equal((await story.asManager().read('/v1/enquiries')).items.length, 2);
});

test('it is for staff; others do not know of it', async () => {
  const [story, other] = [await service.story(), await service.story()];
  const made = await story.asIntake().made('/v1/enquiries', { kind: 'advice' });
  expectProblem(await story.asComplainant().get('/v1/enquiries'), 'insufficient-scope');
  expectProblem(await story.asComplainant().post('/v1/enquiries', { kind: 'advice' }), 'insufficient-scope');
  expectProblem(await story.asNobody().get('/v1/enquiries'), 'unauthenticated');
  expectProblem(await other.asManager().get(`/v1/enquiries/${made.id}`), 'not-found');
  expectProblem(await other.asManager().patch(`/v1/enquiries/${made.id}`, { outcome: 'x' }, { headers: ifMatch(made) }), 'not-found');
});
