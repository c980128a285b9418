// Every way in which the service says no is in the document, and has a page that explains it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { document, resolve } from '../api/support/contract.mjs';
import { expectProblem, given } from '../api/support/heard.mjs';

const service = await given.service();
const nobody = service.caller();
const { items: problems } = await nobody.read('/problems');

test('the document knows every problem, and no other', () => {
  assert.deepEqual(problems.map(({ slug }) => slug).toSorted(), document.components.schemas.ProblemSlug.enum.toSorted());
});

test('every problem has its page, in JSON and in HTML', async () => {
  for (const problem of problems) {
    assert.deepEqual(await nobody.read(`/problems/${problem.slug}`), problem);
    const page = await nobody.get(`/problems/${problem.slug}`, { headers: { accept: 'text/html' } });
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.ok(page.text.includes(problem.slug), `the page of ${problem.slug} names it`);
  }
  const list = await nobody.get('/problems', { headers: { accept: 'text/html' } });
  for (const { slug } of problems) assert.ok(list.text.includes(`/problems/${slug}`), `the list leads to ${slug}`);
});

test('the status of every problem has a response in the document', () => {
  const named = Object.values(document.components.responses).map((response) => JSON.stringify(resolve(response)));
  const statuses = document.components.responses.AnyProblem['x-statuses'];
  for (const { slug, status } of problems) {
    assert.ok(statuses.includes(status) || named.some((text) => text.includes(`\`${slug}\``)), `${slug} (${status}) is documented`);
  }
});

test('what is said to the reader is short and without jargon', () => {
  for (const { slug, user_detail: words } of problems) {
    assert.ok(words.length <= 140, `${slug}: ${words.length} characters`);
    assert.doesNotMatch(words, /JSON|HTTP|header|token|URI|parameter|payload|resource/i, slug);
  }
});

test('an unknown problem is not found', async () => {
  expectProblem(await nobody.get('/problems/no-such-thing'), 'not-found');
});
