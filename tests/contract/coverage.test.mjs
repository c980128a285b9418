// Runs after all other tests of the API: an operation or a problem that none of them met fails the run.
//
// Each test file leaves its record in the build's folder `coverage` and writes it anew whenever it runs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { document, operations } from '../api/support/contract.mjs';
import { coverageFolder } from '../api/support/coverage.mjs';

const testFiles = ['../api/', '.'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.test.mjs')),
);
const records = testFiles.map((name) => join(coverageFolder, `${name}.jsonl`)).filter((file) => existsSync(file));
const met = records.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));

// Problems that a test cannot bring about at will: the service's own faults and shortages.
const OWN_FAULTS = new Set(['internal', 'quota-exceeded', 'request-in-progress', 'gone']);

test('the other tests have left their records', () => {
  assert.ok(records.length >= 3, `run the whole of the tests: ${coverageFolder} holds ${records.length} records`);
});

test('every operation was exercised, and succeeded at least once', () => {
  const done = new Set(met.filter(({ status }) => status < 400).map(({ operation }) => operation));
  assert.deepEqual(operations.map(({ id }) => id).filter((id) => !done.has(id)), []);
});

test('every problem was met', () => {
  const seen = new Set(met.map(({ problem }) => problem));
  assert.deepEqual(document.components.schemas.ProblemSlug.enum.filter((slug) => !seen.has(slug) && !OWN_FAULTS.has(slug)), []);
});
