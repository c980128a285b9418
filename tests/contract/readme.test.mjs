// The walk in README.md does what it says, as it stands: its shell blocks, run one after the other.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { environment, program } from '../api/support/database.mjs';
import { given } from '../api/support/heard.mjs';

const README = readFileSync(join(process.env.HEARD_SOURCE, 'README.md'), 'utf8');
const MARK = '--- next block ---';

const service = await given.service();

/** The shell blocks of the walk, talking to this test's service. */
function blocks() {
  const walk = README.split('<!-- walk: begin -->')[1].split('<!-- walk: end -->')[0];
  return [...walk.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block.replace('http://127.0.0.1:8080', service.base));
}

/** What each block prints, run in a folder where ./dev mints tokens as the real one does. */
async function walked() {
  const folder = mkdtempSync(join(tmpdir(), 'heard-walk-'));
  try {
    writeFileSync(join(folder, 'dev'), '#!/bin/sh\nexec "$PROGRAM" "$@"\n');
    chmodSync(join(folder, 'dev'), 0o755);
    const script = blocks().join(`echo; echo '${MARK}'\n`);
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: environment({ ...service.settings, PROGRAM: program }),
    });
    return stdout.split(MARK).map((said) => said.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the walk in README.md', async () => {
  await service.command('council', 'add', '--slug', 'middlesbrough', '--code', 'MBC', '--name', 'Middlesbrough Council',
    '--policy', 'middlesbrough', '--sandbox');
  const [, deadlines, refused, , end] = await walked();

  assert.deepEqual(JSON.parse(deadlines).items.map(({ kind }) => kind), ['acknowledge', 'name_handler', 'stage_1']);
  assert.equal(JSON.parse(refused).status, 422);
  assert.match(refused, /reg\. 14\(5\)/);
  const shown = JSON.parse(end);
  assert.deepEqual([shown.status, shown.outcome, shown.plain.headline], ['stage1_responded', 'all_upheld', 'You have an answer.']);
  assert.ok(shown.available_actions.find(({ name }) => name === 'request:stage_2').allowed);
});
