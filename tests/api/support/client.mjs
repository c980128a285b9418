// One caller of the API. Every answer is held against the document before a test sees it.
import assert from 'node:assert/strict';
import http from 'node:http';
import { departures, operationOf } from './contract.mjs';
import { met } from './coverage.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

/** Send one request as it stands and read the whole answer: {status, headers, text, body}. */
export function exchange(base, method, path, { headers = {}, text } = {}) {
  const url = new URL(path, base);
  return new Promise((answered, failed) => {
    const request = http.request(
      url,
      { method, agent, headers: text === undefined ? headers : { 'content-length': Buffer.byteLength(text), ...headers } },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', failed);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          answered({
            method, path, pathname: url.pathname,
            status: response.statusCode, headers: response.headers, bytes, text: bytes.toString('utf8'),
          });
        });
      },
    );
    request.on('error', failed);
    request.end(text);
  });
}

function parsed(answer) {
  if (!(answer.headers['content-type'] ?? '').split(';')[0].endsWith('json') || answer.text === '') return undefined;
  return JSON.parse(answer.text);
}

/** An `If-Match` header for what an answer or a representation showed. */
export function ifMatch(seen) {
  const etag = typeof seen === 'string' ? seen : (seen.headers?.etag ?? seen.body?.etag ?? seen.etag);
  assert.ok(etag, 'there is no ETag to match');
  return { 'if-match': etag };
}

/** Assert that the answer is the problem `slug`; with `rule`, that a violation names it or a paragraph below it. */
export function expectProblem(answer, slug, rule) {
  assert.equal(
    answer.body?.type?.split('/problems/')[1], slug,
    `${answer.method} ${answer.path} answered ${answer.status}: ${answer.text}`,
  );
  assert.equal(answer.body.status, answer.status);
  if (rule === undefined) return answer.body;
  const named = [
    ...(answer.body.violations ?? []).flatMap((violation) => [violation.rule, violation.source]),
  ];
  assert.ok(named.some((name) => atOrBelow(name, rule)), `no violation names ${rule}: ${answer.text}`);
  return answer.body;
}

// "reg. 14(5)" is at "reg. 14(5)", "reg. 9(2)(a)" below "reg. 9(2)", "T15" is not below "T1".
function atOrBelow(name, rule) {
  return name.split(/[,;]\s*/).some((part) => {
    const at = part.indexOf(rule);
    return at >= 0 && !/[0-9A-Za-z]/.test(part[at + rule.length] ?? '') && !/[0-9A-Za-z]/.test(part[at - 1] ?? ' ');
  });
}

/** Assert success and give the representation. */
export function succeed(answer) {
  assert.ok(answer.status < 300, `${answer.method} ${answer.path} answered ${answer.status}: ${answer.text}`);
  return answer.body;
}

export class Client {
  constructor(base, token, defaults = {}) {
    this.base = base;
    this.token = token;
    this.defaults = defaults;
  }

  /** The same caller with other headers on every request. */
  with(headers) {
    return new Client(this.base, this.token, { ...this.defaults, ...headers });
  }

  async send(method, path, { body, headers = {}, type, text } = {}) {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const media = type ?? (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
    const answer = await exchange(this.base, method, path, {
      text: sent,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(sent === undefined ? {} : { 'content-type': media }),
        ...this.defaults,
        ...headers,
      },
    });
    answer.body = parsed(answer);
    answer.operation = operationOf(method, answer.pathname)?.id;
    if (method !== 'OPTIONS') {
      met(answer.operation, answer.status, answer.status >= 400 ? answer.body?.type?.split('/problems/')[1] : undefined);
      const faults = departures(answer);
      assert.deepEqual(faults, [], `${method} ${path} (${answer.status}) departs from the document: ${answer.text.slice(0, 2000)}`);
    }
    return answer;
  }

  get(path, options) {
    return this.send('GET', path, options);
  }

  head(path, options) {
    return this.send('HEAD', path, options);
  }

  post(path, body, options) {
    return this.send('POST', path, { body, ...options });
  }

  put(path, body, options) {
    return this.send('PUT', path, { body, ...options });
  }

  patch(path, body, options) {
    return this.send('PATCH', path, { body, ...options });
  }

  del(path, options) {
    return this.send('DELETE', path, options);
  }

  /** GET that must succeed: the representation. */
  async read(path, options) {
    return succeed(await this.get(path, options));
  }

  /** POST that must make something: its representation. */
  async made(path, body, options) {
    return succeed(await this.post(path, body, options));
  }

  /** PATCH against the version that a GET of the path shows now. */
  async amended(path, patch) {
    return succeed(await this.patch(path, patch, { headers: ifMatch(await this.get(path)) }));
  }

  /** PUT against the version that is there now, or create-only where nothing is. The answer, whatever it is. */
  async replace(path, whole) {
    const now = await this.get(path);
    return this.put(path, whole, { headers: now.status === 404 ? { 'if-none-match': '*' } : ifMatch(now) });
  }

  async written(path, whole) {
    return succeed(await this.replace(path, whole));
  }

  /** POST under the complaint's present version, as of a decision. The answer, whatever it is. */
  async act(complaint, path, body) {
    const now = await this.get(`/v1/complaints/${complaint}?plain=false`);
    return this.post(`/v1/complaints/${complaint}${path}`, body, { headers: ifMatch(now) });
  }
}
