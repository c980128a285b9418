// What the tests met: one file per test file, one line per exchange, read by tests/contract/coverage.test.mjs.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const coverageFolder =
  process.env.HEARD_COVERAGE_DIR ?? join(process.env.HEARD_BUILD ?? 'build', 'coverage');

const records = process.argv.slice(1).map((file) => basename(file)).find((name) => name.endsWith('.test.mjs'));
const file = join(coverageFolder, `${records ?? `process-${process.pid}`}.jsonl`);
let begun = false;

/** Note that `operation` was met with `status` and, when it said no, with which problem. */
export function met(operation, status, problem) {
  if (!begun) {
    mkdirSync(coverageFolder, { recursive: true });
    writeFileSync(file, '');
    begun = true;
  }
  appendFileSync(file, `${JSON.stringify({ operation, status, problem })}\n`);
}
