// Both lints of the contract, under the Node that runs this; fails when either finds anything.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const document = '../openapi/heard.yaml';
const lints = [
  ['@redocly/cli/bin/cli.js', 'lint', '--config', 'redocly.yaml', document],
  ['@stoplight/spectral-cli/dist/index.js', 'lint', '--ruleset', '.spectral.yaml', '--fail-severity', 'warn', document],
];

let failed = false;
for (const [program, ...options] of lints) {
  const run = spawnSync(process.execPath, [`node_modules/${program}`, ...options], {
    cwd: here,
    stdio: 'inherit',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  failed ||= run.status !== 0;
}
process.exitCode = failed ? 1 : 0;
