// The table of settings in README.md is the one that the program prints.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { environment, program } from '../api/support/database.mjs';

const heard = (...options) => execFileSync(program, options, { env: environment({}), encoding: 'utf8' });

function between(text, mark) {
  const [, rest] = text.split(`<!-- ${mark}: begin -->`);
  assert.ok(rest, `README.md has a place for ${mark}`);
  return rest.split(`<!-- ${mark}: end -->`)[0].trim();
}

test('README.md shows the table of `heard settings --markdown`', () => {
  const readme = readFileSync(join(process.env.HEARD_SOURCE, 'README.md'), 'utf8');
  assert.equal(between(readme, 'settings'), heard('settings', '--markdown').trim());
});

test('`heard settings` names the same settings in the same order', () => {
  const table = [...heard('settings', '--markdown').matchAll(/^\| `(HEARD_[A-Z_]+)`/gm)].map(([, variable]) => variable);
  const listed = [...heard('settings').matchAll(/^(HEARD_[A-Z_]+)=/gm)].map(([, variable]) => variable);
  assert.ok(table.length > 10, 'there are settings');
  assert.deepEqual(listed, table);
});

test('an unknown HEARD_ variable and a value that does not fit stop the start with a sentence', () => {
  for (const settings of [{ HEARD_PROT: '8080' }, { HEARD_PORT: 'eighty' }, { HEARD_ENV: 'staging' }]) {
    const [[variable]] = Object.entries(settings);
    assert.throws(
      () => execFileSync(program, ['settings'], { env: environment(settings), encoding: 'utf8', stdio: 'pipe' }),
      (error) => error.status > 0 && error.stderr.includes(variable),
      `${variable} stops the start`,
    );
  }
});

test('a secret is never printed', () => {
  const secret = 'host=/nowhere password=hush';
  const said = execFileSync(program, ['settings'], { env: environment({ HEARD_DATABASE: secret }), encoding: 'utf8' });
  assert.match(said, /^HEARD_DATABASE=\(hidden\)$/m);
  assert.ok(!said.includes('hush'));
});
