// What the document promises of every door, tried at every door: no token, a token without the scope, without the role,
// of another council, of a person who takes no part; unknown parameters, wrong methods, media types, versions.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { at, everything, pathOf, versionFor } from '../api/support/cases.mjs';
import { document, operations } from '../api/support/contract.mjs';
import { expectProblem, given } from '../api/support/heard.mjs';

const service = await given.service();
const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
const neighbour = await service.story({ policy: 'sunderland', today: '2026-06-01' });
const { complaint, values } = await everything(story);

const ROLES = document.components.schemas.Role.enum.filter((role) => !['system', 'operator', 'ombudsman'].includes(role));
const SCOPES = [...new Set(operations.flatMap(({ operation }) => operation.security?.flatMap((way) => way.bearer ?? []) ?? []))];
const guarded = operations.filter(({ operation }) => operation.security.length > 0 && operation.security.every((way) => way.bearer));
const scopesOf = ({ operation }) => operation.security.flatMap((way) => way.bearer ?? []);
const council = story.council.slug;

function send(caller, operation, { query = '', headers = {}, type, filled = values } = {}) {
  const body = operation.operation.requestBody ? {} : undefined;
  return caller.send(operation.method, pathOf(operation, filled) + query, { body, type, headers });
}

describe('who may come in', () => {
  for (const operation of guarded) {
    test(`${operation.id}: nobody without a token`, async () => {
      const answer = await send(service.caller(), operation);
      expectProblem(answer, 'unauthenticated');
      assert.equal(answer.headers['www-authenticate'].includes('error='), false, 'no error where no token was sent');
    });
  }

  for (const operation of guarded.filter((candidate) => scopesOf(candidate).length > 0)) {
    const [role] = operation.operation['x-roles'] ?? ['complaints_manager'];

    test(`${operation.id}: nobody without the scope`, async () => {
      const others = SCOPES.filter((scope) => !scopesOf(operation).includes(scope)).join(' ');
      const caller = await story.as(role, 'scopeless', others);
      const problem = expectProblem(await send(caller, operation), 'insufficient-scope');
      assert.ok(scopesOf(operation).includes(problem.required_scope), problem.required_scope);
    });
  }

  for (const operation of guarded.filter(({ operation: { 'x-roles': roles } }) => roles)) {
    const strangers = ROLES.filter((role) => !operation.operation['x-roles'].includes(role));

    test(`${operation.id}: not ${strangers.join(', ')}`, async () => {
      const token = await service.token({ council, as: strangers.join(','), sub: 'stranger', scope: SCOPES.join(' ') });
      expectProblem(await send(service.caller(token), operation), 'insufficient-scope');
    });
  }
});

describe('councils and cases are apart', () => {
  const reads = guarded.filter(({ method, path }) => method === 'GET' && /\{(?!version|stage)\w+\}/.test(path));

  for (const operation of reads) {
    test(`${operation.id}: another council finds nothing`, async () => {
      expectProblem(await send(neighbour.asManager(), operation), 'not-found');
    });

    test(`${operation.id}: a made-up id leads nowhere`, async () => {
      const filled = { ...values };
      for (const name of Object.keys(filled).filter((parameter) => parameter.endsWith('_id'))) filled[name] = randomUUID();
      expectProblem(await send(story.asManager(), operation, { filled }), 'not-found');
    });
  }

  for (const operation of reads.filter(({ path }) => path.includes('{complaint_id}'))) {
    test(`${operation.id}: another complainant of the council finds nothing`, async () => {
      const roles = operation.operation['x-roles'];
      const stranger = await story.as('complainant', 'somebody-else');
      expectProblem(await send(stranger, operation), roles.includes('complainant') ? 'not-found' : 'insufficient-scope');
    });
  }

  test('writing into another council finds nothing either', async () => {
    const answer = await neighbour.asManager().post(at(complaint, '/points'), { own_words: 'Not yours.' });
    expectProblem(answer, 'not-found');
  });

  test('lists of another council and of a stranger are empty', async () => {
    const stranger = await story.as('complainant', 'somebody-else');
    assert.deepEqual((await stranger.read('/v1/complaints')).items, []);
    assert.deepEqual((await neighbour.asManager().read('/v1/complaints')).items, []);
    assert.deepEqual((await neighbour.asManager().read('/v1/deadlines')).items, []);
  });
});

describe('the form of a request', () => {
  for (const operation of operations.filter(({ id }) => id !== 'metrics_show')) {
    test(`${operation.id}: an unknown parameter is named`, async () => {
      const problem = expectProblem(await send(story.asManager(), operation, { query: '?nonsense=1' }), 'unknown-parameter');
      assert.deepEqual(problem.parameters, ['nonsense']);
    });
  }

  const paths = [...new Set(operations.filter(({ id }) => id !== 'metrics_show').map(({ path }) => path))];
  for (const path of paths) {
    test(`${path}: a method that it does not take gets 405 and Allow`, async () => {
      const own = operations.filter((operation) => operation.path === path);
      const method = ['DELETE', 'PUT', 'PATCH', 'POST'].find((verb) => !own.some((operation) => operation.method === verb));
      const answer = await story.asManager().send(method, pathOf(own[0], values));
      expectProblem(answer, 'method-not-allowed');
      const allowed = answer.headers.allow.split(/,\s*/);
      own.forEach((operation) => assert.ok(allowed.includes(operation.method), `Allow names ${operation.method}`));
      assert.ok(!allowed.includes(method));
    });
  }

  for (const operation of operations.filter(({ operation: { requestBody } }) => requestBody)) {
    test(`${operation.id}: a body of another media type is refused`, async () => {
      const answer = await send(story.asManager(), operation, { type: 'text/plain', headers: await versionFor(story, operation, values) });
      expectProblem(answer, 'unsupported-media-type');
      assert.ok(answer.body.accept.includes(Object.keys(operation.operation.requestBody.content)[0]));
    });
  }

  const versioned = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'If-Match'));
  for (const operation of versioned) {
    test(`${operation.id}: needs the version that was seen`, async () => {
      expectProblem(await send(story.asManager(), operation), 'precondition-required');
    });
  }

  test('an old version is refused and the present one told', async () => {
    const answer = await story.asManager().patch(at(complaint), { summary: 'x' }, { headers: { 'if-match': '"1.20260601.0"' } });
    const problem = expectProblem(answer, 'version-mismatch');
    assert.equal(problem.current_etag.split('.')[0], (await story.asManager().get(at(complaint))).headers.etag.split('.')[0]);
  });
});
