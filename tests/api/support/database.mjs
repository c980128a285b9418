// A migrated database per test file, copied from a template that each build of the program makes once per cluster.
import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const program = process.env.HEARD_PROGRAM;
const cluster = process.env.HEARD_TEST_CLUSTER;

/** Why the tests of the API cannot run here, or undefined. */
export function cannotRun() {
  if (!program) return 'HEARD_PROGRAM is not set: the program has not been built';
  if (!cluster) return 'HEARD_TEST_CLUSTER is not set: ./dev test makes a cluster';
  return undefined;
}

/** The cluster's conninfo for a database and a role; in a conninfo the later word wins. */
export function conninfo(database, user) {
  return `${cluster} dbname=${database}${user ? ` user=${user}` : ''}`;
}

/** The caller's environment without a word of Heard's, and Heard's as told: an unknown HEARD_* stops the program. */
export function environment(settings) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('HEARD_'));
  return { ...Object.fromEntries(inherited), ...settings };
}

/** Run SQL as the cluster's owner; what psql prints, unaligned. */
export async function sql(text, database = 'postgres') {
  const { stdout } = await run('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', conninfo(database), '-c', text]);
  return stdout.trim();
}

/** Run one of the program's commands on a database; what it prints. */
export async function heard(options, database, settings = {}) {
  const { stdout } = await run(program, options, {
    env: environment({
      HEARD_ENV: 'development',
      HEARD_OWNER_DATABASE: conninfo(database),
      HEARD_DATABASE: conninfo(database, 'heard_service'),
      HEARD_WORKER_DATABASE: conninfo(database, 'heard_worker'),
      ...settings,
    }),
    maxBuffer: 64 << 20,
  });
  return stdout;
}

/** Hold a lock of the whole cluster, which dies with this process, while `work` runs. */
async function alone(name, work) {
  const holder = spawn('psql', ['-X', '-q', '-A', '-t', '-d', conninfo('postgres')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const held = new Promise((resolve, reject) => {
    holder.stdout.on('data', (said) => String(said).includes('held') && resolve());
    holder.on('exit', () => reject(new Error('the lock on the test cluster could not be had')));
  });
  holder.stdin.write(`SELECT pg_advisory_lock(hashtext('${name}')); SELECT 'held';\n`);
  try {
    await held;
    return await work();
  } finally {
    holder.removeAllListeners('exit');
    holder.stdin.end();
  }
}

async function templateReady() {
  const build = createHash('sha256').update(readFileSync(program)).digest('hex').slice(0, 16);
  const template = `heard_template_${build}`;

  await alone('heard_template', async () => {
    if (await sql(`SELECT 1 FROM pg_database WHERE datname = '${template}' AND datistemplate`)) return;
    await sql(`DROP DATABASE IF EXISTS ${template}`);
    await sql(`CREATE DATABASE ${template}`);
    await heard(['migrate'], template);
    await sql(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  });
  return template;
}

/** A fresh migrated database: its name. */
export async function databaseMake() {
  const template = await templateReady();
  const name = `heard_test_${process.pid}_${randomBytes(4).toString('hex')}`;

  await alone('heard_template', () => sql(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return name;
}

export async function databaseDrop(name) {
  await sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
