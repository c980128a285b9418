// Who asks: hostile tokens sent to the running service, each refused with a problem that says why and never shows the
// token; every lawful form taken; keys that rotate, and issuers that cannot be reached (decisions 20; RFC 6750, 8725,
// 9068). The issuers are ours, on loopback, and mint with jose and node:crypto: nothing is shared with the service.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { CompactEncrypt, EncryptJWT, SignJWT, UnsecuredJWT, exportJWK, exportSPKI } from 'jose';
import { Service, eventually, exchange, expectProblem, given, heard } from './support/heard.mjs';

// ---- Issuers ---------------------------------------------------------------------------------------------------

/** An issuer on loopback; `keys` is what it publishes now. */
class Issuer {
  static async start() {
    const issuer = new Issuer();
    issuer.keys = [];
    issuer.asked = 0;
    issuer.server = http.createServer((_, answer) => {
      issuer.asked += 1;
      answer.setHeader('content-type', 'application/jwk-set+json');
      answer.end(JSON.stringify({ keys: issuer.keys }));
    });
    await once(issuer.server.listen(0, '127.0.0.1'), 'listening');
    issuer.name = `http://127.0.0.1:${issuer.server.address().port}`;
    return issuer;
  }

  async publish(kid, pair, members = {}) {
    this.keys = [...this.keys, { ...(await exportJWK(pair.publicKey)), kid, ...members }];
  }

  async stop() {
    this.server.closeAllConnections();
    await once(this.server.close(), 'close');
  }
}

const pairs = {
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ec384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ec521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  pss: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  edwards: generateKeyPairSync('ed25519'),
  encrypting: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
};
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangeRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const folder = mkdtempSync(join(tmpdir(), 'heard-identity-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const [issuer, rotating, leaving] = [await Issuer.start(), await Issuer.start(), await Issuer.start()];
after(() => Promise.all([issuer, rotating].map((each) => each.stop())));
await issuer.publish('ec', pairs.ec, { use: 'sig' });
issuer.keys.push({ kty: 'LATTICE', kid: 'lattice' }); // of no known kind: must not keep the others out
await issuer.publish('ec384', pairs.ec384);
await issuer.publish('ec521', pairs.ec521);
await issuer.publish('rsa', pairs.rsa);
await issuer.publish('pss', pairs.pss, { alg: 'PS256' });
await issuer.publish('edwards', pairs.edwards);
await issuer.publish('encrypting', pairs.encrypting, { use: 'enc' });
await rotating.publish('old', pairs.ec);
await leaving.publish('known', pairs.ec);

const closed = await Issuer.start(); // nobody listens where it was
await closed.stop();

const file = join(folder, 'issuers.json');
writeFileSync(file, JSON.stringify([
  { iss: issuer.name, jwks: `${issuer.name}/jwks`, councils: 'all', roles: ['complainant', 'intake_officer'],
    scopes: ['complaints:submit', 'complaints:read'] },
  { iss: rotating.name, jwks: `${rotating.name}/jwks`, councils: 'all' },
  { iss: leaving.name, jwks: `${leaving.name}/jwks`, councils: 'all' },
  { iss: closed.name, jwks: `${closed.name}/jwks`, councils: 'all' },
  { iss: 'https://elsewhere.example', jwks: join(folder, 'elsewhere.json'), councils: ['elsewhere'] },
]));
writeFileSync(join(folder, 'elsewhere.json'), JSON.stringify({ keys: [{ ...(await exportJWK(pairs.ec.publicKey)), kid: 'ec' }] }));

const service = await given.service({ HEARD_ISSUERS: file });
const { council } = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });

// ---- Tokens ----------------------------------------------------------------------------------------------------

const now = () => Math.floor(Date.now() / 1000);

const claims = (changes = {}) => ({
  iss: issuer.name, sub: 'u-17', aud: 'heard', iat: now() - 5, exp: now() + 600, client_id: 'web-form',
  council: council.slug, scope: 'complaints:read complaints:submit', roles: ['complainant'], ...changes,
});

const header = (changes = {}) => ({ typ: 'at+jwt', alg: 'ES256', kid: 'ec', ...changes });

const encoded = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token of just these texts or objects, signed with ES256, or by `signer` of the input. */
function raw(head, payload, signer = es256(pairs.ec)) {
  const input = `${encoded(head)}.${encoded(payload)}`;
  return `${input}.${Buffer.from(signer(input)).toString('base64url')}`;
}

const es256 = (pair) => (input) => sign('sha256', Buffer.from(input), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });

const signed = (pair, head = {}, changes = {}) => new SignJWT(claims(changes)).setProtectedHeader(header(head)).sign(pair.privateKey);

const good = (changes) => signed(pairs.ec, {}, changes);

const me = (token) => service.caller(token).get('/v1/me');

async function taken(token) {
  const answer = await me(token);
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

/** Refused with 401 and a challenge that says `why` (RFC 6750, 3). */
async function refused(token, why) {
  const answer = await me(token);
  const problem = expectProblem(answer, 'unauthenticated');
  const challenge = answer.headers['www-authenticate'];
  assert.match(challenge, /^Bearer realm="[^"]*", error="invalid_token", error_description="[ !#-[\]-~]+"$/);
  assert.match(challenge, why);
  assert.ok(!problem.retryable);
  assert.ok(!answer.text.includes(token) || token.length < 8, 'the answer must not show the token');
}

// ---- Stories ---------------------------------------------------------------------------------------------------

describe('lawful tokens', () => {
  const forms = {
    ES256: () => good(),
    ES384: () => signed(pairs.ec384, { alg: 'ES384', kid: 'ec384' }),
    ES512: () => signed(pairs.ec521, { alg: 'ES512', kid: 'ec521' }),
    RS256: () => signed(pairs.rsa, { alg: 'RS256', kid: 'rsa' }),
    RS384: () => signed(pairs.rsa, { alg: 'RS384', kid: 'rsa' }),
    RS512: () => signed(pairs.rsa, { alg: 'RS512', kid: 'rsa' }),
    'PS256, where the key says so': () => signed(pairs.pss, { alg: 'PS256', kid: 'pss' }),
    'typ JWT': () => signed(pairs.ec, { typ: 'JWT' }),
    'typ application/at+jwt': () => signed(pairs.ec, { typ: 'application/at+jwt' }),
    'aud as an array': () => good({ aud: ['https://other.example', 'heard'] }),
    'ended within the leeway': () => good({ exp: now() - 20 }),
    'begins within the leeway': () => good({ nbf: now() + 20 }),
    'the council by its id': () => good({ council: council.id }),
    'claims of other services': () => good({ jti: '1', groups: [{ a: 1 }], roles: ['complainant', 'baker'] }),
  };
  for (const [form, mint] of Object.entries(forms)) {
    test(form, async () => {
      const caller = await taken(await mint());
      assert.equal(caller.subject, 'u-17');
      assert.equal(caller.council.slug, council.slug);
      assert.deepEqual(caller.roles, ['complainant']);
    });
  }

  test('a caller is who the token says, within what the issuer may give', async () => {
    const caller = await taken(await good({
      roles: ['complainant', 'complaints_manager', 'system', 'operator'], scope: 'complaints:read data:erase openid',
    }));
    assert.equal(caller.issuer, issuer.name);
    assert.equal(caller.client_id, 'web-form');
    assert.deepEqual(caller.roles, ['complainant']);
    assert.deepEqual(caller.scopes, ['complaints:read']);
    assert.equal(caller.reach, 'cases');
  });

  test('the scheme is read in any case', async () => {
    const answer = await exchange(service.base, 'GET', '/v1/me', { headers: { authorization: `bEARER ${await good()}` } });
    assert.equal(answer.status, 200, answer.text);
  });
});

describe('hostile tokens', () => {
  const pem = () => exportSPKI(pairs.ec.publicKey);
  const hmac = (secret) => (input) => createHmac('sha256', secret).update(input).digest();
  const cases = {
    'alg none': [() => new UnsecuredJWT(claims()).encode(), /typ|alg/],
    'alg none, typ and kid right': [() => raw(header({ alg: 'none' }), claims(), () => ''), /alg/],
    'alg nOnE': [() => raw(header({ alg: 'nOnE' }), claims(), () => ''), /alg/],
    'HS256 under the public key': [async () => raw(header({ alg: 'HS256' }), claims(), hmac(await pem())), /alg/],
    'HMAC under the public key, called ES256': [async () => raw(header(), claims(), hmac(await pem())), /signature/],
    'HS256 with an RSA key of ours': [
      async () => raw(header({ alg: 'HS256', kid: 'rsa' }), claims(), hmac(await exportSPKI(pairs.rsa.publicKey))), /alg/],
    "another's key": [() => signed(stranger), /signature/],
    "another's RSA key": [() => signed(strangeRsa, { alg: 'RS256', kid: 'rsa' }), /signature/],
    'a kid that nobody knows': [() => signed(stranger, { kid: 'strange' }), /no key/],
    'no kid': [() => signed(pairs.ec, { kid: undefined }), /kid/],
    'a key in the header': [async () => signed(stranger, { jwk: await exportJWK(stranger.publicKey) }), /key of its own/],
    'the address of a key set': [() => signed(stranger, { jku: `${closed.name}/jwks` }), /key of its own/],
    'the address of a certificate': [() => signed(stranger, { x5u: `${closed.name}/cert` }), /key of its own/],
    crit: [() => raw(header({ crit: ['x'], x: 1 }), claims()), /crit/],
    b64: [() => raw(header({ b64: false, crit: ['b64'] }), claims()), /crit/],
    'PS256 where the key does not say so': [() => signed(pairs.rsa, { alg: 'PS256', kid: 'rsa' }), /no key/],
    EdDSA: [() => signed(pairs.edwards, { alg: 'EdDSA', kid: 'edwards' }), /alg/],
    'a key for encryption': [() => signed(pairs.encrypting, { kid: 'encrypting' }), /no key/],
    'alg of another key': [() => raw(header({ alg: 'RS256' }), claims()), /no key/],
    'typ of a logout token': [() => signed(pairs.ec, { typ: 'logout+jwt' }), /typ/],
    'no typ': [() => signed(pairs.ec, { typ: undefined }), /typ/],
    'a zero signature': [() => raw(header(), claims(), () => Buffer.alloc(64)), /signature/],
    'a short signature': [() => raw(header(), claims(), () => Buffer.alloc(8)), /signature/],
    'r and s zero, as DER': [() => raw(header(), claims(), () => Buffer.from('3006020100020100', 'hex')), /signature/],
    'no signature': [() => raw(header(), claims(), () => ''), /signature/],
    'a header that says kid twice': [
      () => raw(`{"typ":"JWT","alg":"ES256","kid":"strange","kid":"ec"}`, claims()), /header/],
    'a payload that says sub twice': [
      () => raw(header(), JSON.stringify(claims()).replace('{', '{"sub":"u-1",')), /payload/],
    'another payload': [async () => {
      const [head, , tail] = (await good()).split('.');
      return `${head}.${encoded(claims({ roles: ['intake_officer'] }))}.${tail}`;
    }, /signature/],
    'an encrypted token': [() => new EncryptJWT(claims()).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(Buffer.alloc(32)), /three parts/],
    'something encrypted to our key': [() => new CompactEncrypt(Buffer.from('{}')).setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A128GCM' }).encrypt(pairs.rsa.publicKey), /three parts/],
    'no iss': [() => good({ iss: undefined }), /iss/],
    'iss of nobody': [() => good({ iss: 'https://evil.example' }), /iss/],
    'iss of Heard itself': [() => good({ iss: 'heard' }), /no key/],
    'iss of the development issuer': [() => good({ iss: 'heard-development' }), /no key/],
    "another issuer's name over this one's key": [() => signed(pairs.ec384, { alg: 'ES384', kid: 'ec384' }, { iss: 'https://elsewhere.example' }), /no key/],
    'a council that the issuer does not speak for': [() => good({ iss: 'https://elsewhere.example' }), /council/],
    'a council that there is not': [() => good({ council: 'atlantis' }), /council/],
    'no aud': [() => good({ aud: undefined }), /aud/],
    'aud of another service': [() => good({ aud: 'other' }), /aud/],
    'auds of other services': [() => good({ aud: ['other', 'heards'] }), /aud/],
    'no exp': [() => good({ exp: undefined }), /exp/],
    expired: [() => good({ exp: now() - 61 }), /expired/],
    'exp as text': [() => raw(header(), claims({ exp: String(now() + 600) })), /claim/],
    'exp as a real': [() => raw(header(), JSON.stringify(claims()).replace(/"exp":(\d+)/, '"exp":$1.5')), /claim/],
    'exp beyond all dates': [() => raw(header(), claims({ exp: 2 ** 52 })), /claim/],
    'exp beyond all numbers': [() => raw(header(), JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":99999999999999999999')), /payload/],
    'nbf in the future': [() => good({ nbf: now() + 120 }), /future/],
    'iat in the future': [() => good({ iat: now() + 120 }), /future/],
    'no sub': [() => good({ sub: undefined }), /sub/],
    'a complaint that is none': [() => good({ complaint: 'all' }), /claim/],
    'roles as text': [() => good({ roles: 'intake_officer' }), /claim/],
    'scope as an array': [() => good({ scope: ['complaints:read'] }), /claim/],
    'no JSON at all': [() => raw('hello', 'world'), /header/],
    'one word': [() => 'token', /three parts/],
    'two parts': [async () => (await good()).replace(/\.[^.]*$/, ''), /three parts/],
    'four parts': [async () => `${await good()}.AAAA`, /three parts/],
    padding: [async () => `${await good()}==`, /base64url/],
    'base64 of the other alphabet': [async () => `${(await good()).slice(0, -2)}+/`, /base64url/],
  };
  for (const [what, [mint, why]] of Object.entries(cases)) {
    test(what, async () => refused(await mint(), why));
  }

  test('a token of 8 kB is too long, whatever it says', async () => {
    const token = await good({ padding: 'a'.repeat(6200) });
    const answer = await exchange(service.base, 'GET', '/v1/me', { headers: { authorization: `Bearer ${token}` } });
    assert.ok([401, 431].includes(answer.status), answer.text);
    assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  });

  test('other schemes and no token are told apart from bad tokens', async () => {
    const none = await service.caller(undefined).get('/v1/me');
    expectProblem(none, 'unauthenticated');
    assert.match(none.headers['www-authenticate'], /^Bearer realm="[^"]*"$/); // RFC 6750, 3.1: no error where none was sent
    for (const authorization of ['Basic dTpw', `Bearer ${await good()} ${await good()}`, 'Bearer', 'Bearer ']) {
      const answer = await exchange(service.base, 'GET', '/v1/me', { headers: { authorization } });
      assert.equal(answer.status, 401, `${authorization}: ${answer.text}`);
      assert.ok(answer.headers['www-authenticate'].startsWith('Bearer '));
    }
  });

  test('a good token without the scope is not a bad token', async () => {
    const answer = await service.caller(await good({ scope: 'openid' })).get('/v1/complaints');
    const problem = expectProblem(answer, 'insufficient-scope');
    assert.equal(problem.required_scope, 'complaints:read');
    assert.match(answer.headers['www-authenticate'], /error="insufficient_scope"/);
  });
});

describe('keys', () => {
  const from = (where, kid, pair) => signed(pair, { kid }, { iss: where.name, jti: String(Math.random()) });

  test('a new key is taken and an old one forgotten without a restart', async () => {
    const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await taken(await from(rotating, 'old', pairs.ec));
    await rotating.publish('new', fresh);
    await eventually(
      async () => (await me(await from(rotating, 'new', fresh))).status === 200, 15_000, () => 'the new key was never taken');
    await taken(await from(rotating, 'old', pairs.ec));
  });

  test('many tokens of a known key ask the issuer nothing', async () => {
    const before = issuer.asked;
    for (let i = 0; i < 50; i += 1) await taken(await good({ jti: String(i) }));
    assert.equal(issuer.asked, before);
  });

  test('invented keys do not flood the issuer', async () => {
    const before = issuer.asked;
    for (let i = 0; i < 30; i += 1) await refused(await signed(stranger, { kid: `invented-${i}` }), /no key/);
    assert.ok(issuer.asked <= before + 2, `asked ${issuer.asked - before} times`);
  });

  test('an issuer that was never reached makes the service unavailable for its tokens alone', async () => {
    const answer = await me(await from(closed, 'ec', pairs.ec));
    const problem = expectProblem(answer, 'unavailable');
    assert.ok(problem.retryable);
    assert.ok(Number(answer.headers['retry-after']) > 0);
    await taken(await good());
  });

  test('a known key outlasts its issuer; an unknown one is not judged while it is away', async () => {
    await taken(await from(leaving, 'known', pairs.ec));
    await leaving.stop();
    await taken(await from(leaving, 'known', pairs.ec));
    expectProblem(await me(await from(leaving, 'unknown', stranger)), 'unavailable');
    await taken(await from(leaving, 'known', pairs.ec));
  });
});

test('an issuer that comes with a council is trusted for it, without a restart', async () => {
  const jwks = join(folder, 'durham.json');
  const iss = 'https://login.durham.example';
  const mint = (council) => good({ iss, aud: 'durham-api', council, jti: String(Math.random()) });

  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(pairs.ec.publicKey)), kid: 'ec' }] }));
  await refused(await mint('durham'), /iss/);
  await service.command('council', 'add', '--slug', 'durham', '--code', 'DUR', '--name', 'Durham', '--policy', 'statutory',
    '--issuer', iss, '--jwks', jwks, '--audience', 'durham-api');
  await eventually(
    async () => (await me(await mint('durham'))).status === 200, 30_000, () => `it was never trusted: ${service.logTail()}`);
  await refused(await mint(council.slug), /council/);
});

describe("Heard's own tokens", () => {
  const parts = (token) => token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));

  test('heard token mints what is asked for', async () => {
    const token = await service.token({
      council: council.slug, as: 'advocate,iro', sub: 'a-1', scope: 'complaints:read', expires: '15m',
      complaint: '01890a5d-ac96-774b-bcce-b302099a8057',
    });
    const [head, payload] = parts(token);
    assert.deepEqual([head.typ, head.alg], ['JWT', 'ES256']);
    assert.deepEqual(payload.roles, ['advocate', 'iro']);
    assert.equal(payload.scope, 'complaints:read');
    assert.equal(payload.exp - payload.iat, 900);
    assert.equal(payload.complaint, '01890a5d-ac96-774b-bcce-b302099a8057');
    const caller = await taken(token);
    assert.equal(caller.issuer, 'heard-development');
    assert.equal(caller.subject, 'a-1');
  });

  test('without scopes it gives what the roles need', async () => {
    const [, payload] = parts(await service.token({ council: council.slug, as: 'complainant' }));
    assert.ok(payload.scope.split(' ').includes('complaints:submit'));
    assert.ok(!payload.scope.split(' ').includes('complaints:decide'));
    assert.equal(payload.sub, 'complainant');
  });

  test('it says what is wrong with a wish, and prints no token', async () => {
    const wrong = [['--as', 'king'], ['--as', 'system'], ['--scope', 'all'], ['--expires', '1y'], ['--expires', '31d'],
      ['--complaint', 'x'], ['--sub', ''], ['--what', 'x'], ['extra']];
    for (const options of wrong) {
      await assert.rejects(service.command('token', ...options), (failure) => {
        assert.equal(failure.code, 2, failure.stderr);
        assert.equal(failure.stdout, '');
        assert.ok(failure.stderr.length > 10);
        return true;
      }, options.join(' '));
    }
  });

  test('it works in development alone', async () => {
    await assert.rejects(
      heard(['token'], service.database, { ...service.settings, HEARD_ENV: 'production' }), /HEARD_ENV=development/);
  });

  test('its token is nothing in production, and is warned of in development', async () => {
    const token = await service.token({ council: council.slug, as: 'complaints_manager' });
    assert.match(readFileSync(service.logFile, 'utf8'), /development issuer is on/);
    const production = new Service();
    const holder = [net.createServer(), net.createServer()];
    for (const each of holder) await once(each.listen(0, '127.0.0.1'), 'listening');
    [production.port, production.metricsPort] = holder.map((each) => each.address().port);
    for (const each of holder) await once(each.close(), 'close');
    production.folder = mkdtempSync(join(tmpdir(), 'heard-identity-'));
    production.logFile = join(production.folder, 'production.log');
    production.settings = {
      ...service.settings, HEARD_ENV: 'production', HEARD_PORT: String(production.port), HEARD_METRICS_PORT: String(production.metricsPort),
    };
    await production.run();
    try {
      const answer = await production.caller(token).get('/v1/me');
      expectProblem(answer, 'unauthenticated');
      assert.match(answer.headers['www-authenticate'], /iss/);
      assert.equal((await production.caller(await good()).get('/v1/me')).status, 200);
      assert.doesNotMatch(readFileSync(production.logFile, 'utf8'), /development issuer is on/);
    } finally {
      await production.stop();
    }
  });
});

test('no token, nor a part of one, is ever logged', async () => {
  const token = await good({ sub: 'seen-by-nobody' });
  await taken(token);
  await refused(`${token}.AAAA`, /three parts/);
  const log = readFileSync(service.logFile, 'utf8');
  assert.match(log, /parts/); // the reason is there
  for (const part of token.split('.')) assert.ok(!log.includes(part));
  assert.ok(!log.includes('seen-by-nobody'));
  assert.ok(!log.includes('eyJ'));
});
