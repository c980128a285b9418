// The document and the program's own table of routes say the same, both ways.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { operations, resolve } from '../api/support/contract.mjs';
import { environment, program } from '../api/support/database.mjs';

assert.ok(program, 'HEARD_PROGRAM names the program that was built');
const routes = JSON.parse(execFileSync(program, ['routes'], { env: environment({}), encoding: 'utf8' }));

const SECOND_PORT = new Set(['metrics_show']); // not in the table of the API's port
const documented = operations.filter((operation) => !SECOND_PORT.has(operation.id));
const name = ({ method, path }) => `${method} ${path}`;

/** What the document says of an operation, in the words of `heard routes`. */
function wanted({ id, operation, parameters }) {
  const ways = operation.security ?? []; // one of them opens the door
  const sent = (place) => parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);

  return {
    operation: id,
    status: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
    scopes: ways.flatMap((way) => way.bearer ?? []).toSorted(),
    roles: (operation['x-roles'] ?? []).toSorted(),
    parameters: sent('query').toSorted(),
    body: operation.requestBody !== undefined,
    public: ways.length === 0,
    needs_version: sent('header').includes('If-Match'),
  };
}

function said(route) {
  const { operation, status, scopes, roles, parameters, body, public: open, needs_version: needsVersion } = route;
  return {
    operation, status, scopes: scopes.toSorted(), roles: roles.toSorted(), parameters: parameters.toSorted(),
    body, public: open, needs_version: needsVersion,
  };
}

describe('the document and the route table', () => {
  test('every route is documented', () => {
    const known = new Set(documented.map(name));
    assert.deepEqual(routes.map(name).filter((route) => !known.has(route)), []);
  });

  test('every operation has its route', () => {
    const known = new Set(routes.map(name));
    assert.deepEqual(documented.map(name).filter((operation) => !known.has(operation)), []);
  });

  test('operationIds are unique', () => {
    const ids = operations.map((operation) => operation.id);
    assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
  });

  for (const operation of documented) {
    test(`${operation.id}: status, scopes, roles, parameters, body and version`, (t) => {
      const route = routes.find((candidate) => name(candidate) === name(operation));
      if (!route) return t.skip('has no route; said above');
      assert.deepEqual(said(route), wanted(operation));
    });
  }

  test('a path that names something can say that it is not there', () => {
    const wrong = documented.filter(({ path, operation }) => path.includes('{') && !operation.responses['404']);
    assert.deepEqual(wrong.map(({ id }) => id), []);
  });

  test('what needs a version says 412 and 428', () => {
    const wrong = documented.filter(
      ({ operation, parameters }) =>
        parameters.some((parameter) => parameter.name === 'If-Match') && !(operation.responses['412'] && operation.responses['428']),
    );
    assert.deepEqual(wrong.map(({ id }) => id), []);
  });

  test('every answer names its exchange and the version of the contract', () => {
    const wrong = operations.flatMap(({ id, operation }) =>
      Object.entries(operation.responses)
        .filter(([, response]) => !['Request-Id', 'API-Version'].every((header) => resolve(response).headers?.[header]))
        .map(([status]) => `${id} ${status}`),
    );
    assert.deepEqual(wrong, []);
  });
});
