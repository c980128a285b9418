// Every GET of the document answers with what it documents, for one complaint that has something of everything.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { appointed, at, drafted, everything, pathOf, received } from '../api/support/cases.mjs';
import { operations } from '../api/support/contract.mjs';
import { Client, given, ifMatch, succeed } from '../api/support/heard.mjs';

const service = await given.service();
const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
const manager = story.asManager();

const { complaint, other, link, values } = await everything(story);
const QUERIES = {
  working_days_count: '?from=2026-06-01&days=10',
  procedure_show: `?council=${story.council.slug}`,
  complaints_list: '?limit=1&with_total=true&sort=due_on&open=true',
  deadlines_list: '?status=running&sort=-due_on',
};

describe('every address can be read', () => {
  for (const operation of operations.filter(({ method, id }) => method === 'GET' && id !== 'metrics_show')) {
    test(operation.id, async () => {
      const path = pathOf(operation, values) + (QUERIES[operation.id] ?? '');
      const read = succeed(await manager.get(path));
      const head = await manager.head(path);
      assert.equal(head.status, 200, 'HEAD answers as GET does');
      assert.equal(head.text, '');
      assert.ok(read === undefined || typeof read === 'object');
    });
  }

  test('metrics_show', async () => {
    const answer = await new Client(service.metricsBase).get('/metrics');
    assert.equal(answer.status, 200);
    assert.match(answer.text, /^# TYPE heard_\w+/m);
  });

  test('a representation that is held is not sent again', async () => {
    const first = await manager.get(at(complaint));
    const second = await manager.get(at(complaint), { headers: { 'if-none-match': first.headers.etag } });
    assert.equal(second.status, 304);
    assert.equal(second.text, '');
  });

  test('the complainant reads their own complaint whole, and finds it in the list', async () => {
    const mine = await story.asComplainant().read(at(complaint));
    assert.equal(mine.own_words, 'My short breaks were stopped.');
    const { items } = await story.asComplainant().read('/v1/complaints');
    assert.ok(items.some(({ id }) => id === complaint.id));
  });

  test('a search finds by words and by person without putting either into an address', async () => {
    const { items } = await manager.made('/v1/complaint-searches', { q: 'short breaks' });
    assert.ok(items.some(({ id }) => id === complaint.id));
  });

  test('a link goes away again, under the version that was seen', async () => {
    const path = at(complaint, `/links/${link.id}`);
    const removed = await manager.del(path, { headers: ifMatch(await manager.get(at(complaint))) });
    assert.equal(removed.status, 204);
    assert.deepEqual((await manager.read(at(complaint, '/links'))).items, []);
  });

  test('pages follow each other without repeating or leaving out', async () => {
    for (let more = 0; more < 5; more++) await received(story);
    const seen = [];
    let next = '/v1/complaints?limit=2';
    while (next) {
      const page = await manager.get(next);
      seen.push(...succeed(page).items.map(({ id }) => id));
      const [, address] = /<([^>]+)>;\s*rel="next"/.exec(page.headers.link ?? '') ?? [];
      assert.equal(Boolean(address), page.body.next_cursor !== null, 'Link and next_cursor agree');
      next = address && new URL(address, service.base).pathname + new URL(address, service.base).search;
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, 7);
  });

  test('a sandbox, its tokens and its clock', async () => {
    const me = await story.asComplainant().read('/v1/me');
    assert.deepEqual([me.roles, me.reach, me.council.slug], [['complainant'], 'cases', story.council.slug]);
    assert.equal((await manager.read('/v1/me')).reach, 'council');
    await story.moveClock('2026-06-03');
    assert.equal((await manager.read('/v1/test-clock')).today, '2026-06-03');
  });

  test('drafts are not shown to the complainant', async () => {
    const draft = await drafted(story, complaint, 'acknowledgement', { stage: 2 });
    assert.equal((await story.asComplainant().get(at(complaint, `/notices/${draft.id}`))).status, 404);
    assert.equal((await manager.get(at(complaint, `/notices/${draft.id}`))).status, 200);
  });

  test('appointing again is possible: more than one handler may act', async () => {
    const second = await appointed(story, other);
    assert.equal(second.role, 'stage1_handler');
  });
});
