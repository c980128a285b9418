// Sandbox councils: each with policy, clock, data and tokens of its own, and an end.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { expectProblem, given, Service, sql, succeed } from './support/heard.mjs';

const service = await given.service();
const founder = service.caller(await service.token({ as: 'complaints_manager', sub: 'founder', scope: 'policy:manage' }));
const pointers = (answer) => answer.body.errors.map((error) => error.pointer);
const DAY_MS = 86_400_000;

test('a sandbox comes with everything that a story needs', async () => {
  const made = await founder.post('/v1/sandboxes', { policy: 'middlesbrough', name: 'Trying things', today: '2026-06-01', expires_in_days: 2 });
  assert.equal(made.status, 201);
  const { council, policy, test_clock, expires_at, tokens } = made.body;
  assert.deepEqual([policy, test_clock.today, council.name, council.sandbox], ['middlesbrough', '2026-06-01', 'Trying things', true]);
  assert.match(council.slug, /^sandbox-[a-z0-9]{8}$/);
  assert.match(council.code, /^[A-Z]{3}$/);
  assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 2 * DAY_MS) < 60_000);
  assert.deepEqual(tokens.map((entry) => entry.role).sort(), ['advocate', 'complainant', 'complaints_manager', 'intake_officer', 'stage1_handler']);
  assert.equal(new Set(tokens.map((entry) => entry.subject)).size, tokens.length);
  for (const { role, subject, access_token } of tokens) {
    const me = await service.caller(access_token).read('/v1/me');
    assert.deepEqual([me.subject, me.issuer, me.roles, me.council.slug, me.today], [subject, 'heard', [role], council.slug, '2026-06-01']);
  }
  const seen = await service.caller(undefined).get(new URL(made.headers.location, service.base).pathname + new URL(made.headers.location, service.base).search);
  assert.equal(succeed(seen).council.slug, council.slug);
});

test('what is left out: a name, today in London, a week', async () => {
  const { council, test_clock, expires_at } = await founder.made('/v1/sandboxes', { policy: 'statutory' });
  const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
  assert.ok([london.format(Date.now()), london.format(Date.now() - 60_000)].includes(test_clock.today));
  assert.ok(council.name.length > 0);
  assert.ok(Math.abs(Date.parse(expires_at) - Date.now() - 7 * DAY_MS) < 60_000);
});

test('a council that has a council\'s token may make one too, and sees nothing of it', async () => {
  const story = await service.story();
  const made = await story.asManager().made('/v1/sandboxes', { policy: 'sunderland' });
  assert.notEqual(made.council.slug, story.council.slug);
  const person = await service.caller(made.tokens.find((entry) => entry.role === 'complaints_manager').access_token).made('/v1/people', { name: 'A' });
  expectProblem(await story.asManager().get(`/v1/people/${person.id}`), 'not-found');
});

test('every fault of form is named at once', async () => {
  const answer = await founder.post('/v1/sandboxes', { policy: 'atlantis', expires_in_days: 31, today: 'soon', name: '', code: 'ABC' });
  expectProblem(answer, 'validation-failed');
  assert.deepEqual(pointers(answer).sort(), ['/code', '/expires_in_days', '/name', '/policy', '/today']);
  expectProblem(await founder.post('/v1/sandboxes', { policy: 'statutory', expires_in_days: 0 }), 'validation-failed');
  expectProblem(await founder.post('/v1/sandboxes', {}), 'validation-failed');
  expectProblem(await founder.post('/v1/sandboxes'), 'malformed-request');
});

test('it takes the scope and the role for it', async () => {
  expectProblem(await service.caller(undefined).post('/v1/sandboxes', { policy: 'statutory' }), 'unauthenticated');
  const narrow = service.caller(await service.token({ as: 'complaints_manager', scope: 'complaints:read' }));
  expectProblem(await narrow.post('/v1/sandboxes', { policy: 'statutory' }), 'insufficient-scope');
  const other = service.caller(await service.token({ as: 'intake_officer', scope: 'policy:manage' }));
  expectProblem(await other.post('/v1/sandboxes', { policy: 'statutory' }), 'insufficient-scope');
});

test('one whose time is over opens to nobody, and goes when the next is made', async () => {
  const story = await service.story();
  const other = await service.story();
  await story.asManager().made('/v1/people', { name: 'A' });
  const code = story.council.code;
  await sql(`UPDATE council SET expires_at = now() - interval '1 second' WHERE slug = '${story.council.slug}'`, service.database);

  expectProblem(await story.asManager().get('/v1/people'), 'unauthenticated');
  expectProblem(await service.caller(undefined).get(`/v1/procedure?council=${story.council.slug}`), 'not-found');
  await founder.made('/v1/sandboxes', { policy: 'statutory' });
  assert.equal(await sql(`SELECT count(*) FROM council WHERE code = '${code}' AND slug = '${story.council.slug}'`, service.database), '0');
  assert.equal(await sql(`SELECT count(*) FROM person WHERE council = '${story.council.id}'`, service.database), '0');
  assert.equal((await other.asManager().get('/v1/people')).status, 200);
});

test('a live council is never swept away', async () => {
  await service.command('council', 'add', '--slug', 'staying', '--code', 'STY', '--name', 'Staying', '--policy', 'statutory');
  await founder.made('/v1/sandboxes', { policy: 'statutory' });
  assert.equal(await sql("SELECT count(*) FROM council WHERE slug = 'staying'", service.database), '1');
});

test('where they are off there is no such address', async () => {
  const without = await Service.start(service.database, { HEARD_SANDBOXES: 'off', HEARD_DEVELOPMENT_KEY: service.settings.HEARD_DEVELOPMENT_KEY });
  after(() => without.stop());
  expectProblem(await without.caller(founder.token).post('/v1/sandboxes', { policy: 'statutory' }), 'not-found');
});

/** An issuer of a council's own: its file of settings, and a token of it. */
function issuer(folder) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [keys, file, own] = ['keys.json', 'issuers.json', 'own.pem'].map((name) => join(folder, name));
  writeFileSync(keys, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256', use: 'sig' }] }));
  writeFileSync(file, JSON.stringify([{ iss: 'https://login.example', jwks: keys, councils: 'all' }]));
  writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const claims = {
    iss: 'https://login.example', sub: 'founder', aud: 'heard', scope: 'policy:manage', roles: ['complaints_manager'], client_id: 'test',
    iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 600,
  };
  const signed = `${part({ alg: 'ES256', typ: 'at+jwt', kid: 'k' })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return { file, own, token: `${signed}.${signature}` };
}

test('in production they are off unless asked for, and need a key to sign their tokens', async () => {
  const { file, own, token } = issuer(service.folder);
  const production = { HEARD_ENV: 'production', HEARD_DEVELOPMENT_KEY: service.settings.HEARD_DEVELOPMENT_KEY, HEARD_ISSUERS: file };
  const answer = async (settings) => {
    const other = await Service.start(service.database, { ...production, ...settings });
    try {
      return await other.caller(token).post('/v1/sandboxes', { policy: 'statutory' });
    } finally {
      await other.stop();
    }
  };
  expectProblem(await answer({}), 'not-found');
  expectProblem(await answer({ HEARD_SANDBOXES: 'on' }), 'unavailable');
  assert.equal((await answer({ HEARD_SANDBOXES: 'on', HEARD_SIGNING_KEYS: `own=${own}` })).status, 201);
});
