// Bodies made from the document's own schemas and then bent: whatever is sent, the answer is one that the document
// knows (the client checks it), never a fault of the service's own, and what does not fit the schema is not taken.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { everything, pathOf, versionFor } from '../api/support/cases.mjs';
import { document, faultsOf, operations, resolve } from '../api/support/contract.mjs';
import { given } from '../api/support/heard.mjs';

const RUNS = process.env.HEARD_PROOF === 'full' ? 500 : 20;
const SEED = 20060901; // the day the Regulations came into force

const service = await given.service();
const story = await service.story({ policy: 'middlesbrough', today: '2026-06-01' });
const { values } = await everything(story);
const manager = story.asManager();

const NASTY = fc.constantFrom(
  '', ' ', '\u0000', '\ud800', '\u202e', 'a'.repeat(60_000), '%s%n', "'; DROP TABLE complaint; --", '{{7*7}}', '../../etc/passwd',
  -1, 0, 0.5, 1e308, -0, 2 ** 53, null, true, [], {}, [[]], '2026-02-30', '0000-00-00', '9999-12-31', '2026-06-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
);

const WORDS = ['She rang twice.', 'Der Brief kam zu spät.', 'en', 'complainant', 'stage_1', 'a@b.invalid'];

/** Something that a schema takes, as far as its parts say. */
function fitting(part, depth = 0) {
  const schema = resolve(part);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.oneOf || schema.anyOf) return fc.oneof(...(schema.oneOf ?? schema.anyOf).map((choice) => fitting(choice, depth)));
  const [type] = [schema.type].flat();
  const merged = { ...Object.assign({}, ...(schema.allOf ?? []).map((part) => resolve(part).properties)), ...schema.properties };
  if (Object.keys(merged).length > 0) return fittingObject(merged, [...(schema.required ?? []), ...(schema.allOf ?? []).flatMap((part) => resolve(part).required ?? [])], depth);
  if (type === 'object') return fc.constant({});
  if (type === 'array') return depth > 3 ? fc.constant([]) : fc.array(fitting(schema.items ?? {}, depth + 1), { maxLength: 3 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100 });
  if (schema.format === 'date') return fc.constantFrom('2026-06-01', '2026-06-01', '2026-05-29', '2026-06-15');
  if (schema.format === 'date-time') return fc.constantFrom('2026-05-29T12:00:00Z', '2026-06-01T23:30:00Z');
  if (schema.format === 'uuid') return fc.uuid();
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ minLength: schema.minLength ?? 0, maxLength: 40 }));
}

function fittingObject(properties, required, depth) {
  const members = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, fitting(part, depth + 1)]));
  return fc.oneof(
    fc.record(Object.fromEntries(Object.entries(members).filter(([name]) => required.includes(name)))),
    fc.record(members, { requiredKeys: required.filter((name) => name in members) }),
  );
}

/** The same with a member bent, added or taken away, or something else altogether. */
function bent(schema) {
  return fc.oneof(
    { weight: 3, arbitrary: fitting(schema) },
    { weight: 4, arbitrary: fc.tuple(fitting(schema), fc.nat(), NASTY).map(([body, which, value]) => bend(body, which, value)) },
    { weight: 1, arbitrary: fc.tuple(fitting(schema), fc.string({ minLength: 1, maxLength: 12 }), NASTY).map(([body, name, value]) => ({ ...body, [name]: value })) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  );
}

function bend(body, which, value) {
  const names = Object.keys(body ?? {});
  if (names.length === 0) return value;
  return { ...body, [names[which % names.length]]: value };
}

// Making councils and moving the clock would change the ground under the others' feet.
const SPARED = ['sandbox_create', 'test_clock_set'];
const bodies = operations.filter(({ operation, id }) => operation.requestBody && !SPARED.includes(id));

describe('whatever is sent', () => {
  for (const operation of bodies) {
    const [[type, media]] = Object.entries(operation.operation.requestBody.content);

    test(operation.id, async () => {
      await fc.assert(
        fc.asyncProperty(bent(media.schema), async (body) => {
          const headers = await versionFor(story, operation, values);
          const answer = await manager.send(operation.method, pathOf(operation, values), { body, type, headers });
          assert.ok(answer.status < 500, `${answer.status}: ${answer.text}`);
          const faults = faultsOf(media.schema, JSON.parse(JSON.stringify(body)));
          if (faults.length > 0) assert.ok(answer.status >= 400, `taken although ${faults[0]}: ${JSON.stringify(body)}`);
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
    });
  }
});

describe('JSON that is none', () => {
  const BROKEN = {
    'cut off': '{"own_words": "My visits',
    'a duplicate key': '{"own_words": "a", "own_words": "b"}',
    'trailing bytes': '{"own_words": "a"} {"own_words": "b"}',
    'a comment': '{"own_words": "a" /* why */}',
    'single quotes': "{'own_words': 'a'}",
    'too deep': `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
    'NUL in a text': '{"own_words": "a\\u0000b"}',
    'half a surrogate': '{"own_words": "\\ud800"}',
    'nothing': '',
    'not an object': '[{"own_words": "a"}]',
  };

  for (const [label, text] of Object.entries(BROKEN)) {
    test(label, async () => {
      const answer = await manager.send('POST', '/v1/complaints', { text, type: 'application/json' });
      assert.equal(answer.status, 400, answer.text);
    });
  }

  test('all faults of a body are told at once, each with its pointer', async () => {
    const answer = await manager.post('/v1/complaints', { own_words: 7, capacity: 'king', points: [{ team: 'x' }], colour: 'red' });
    const pointers = answer.body.errors.map(({ pointer }) => pointer).toSorted();
    assert.deepEqual(pointers, ['/capacity', '/colour', '/own_words', '/points/0/own_words']);
  });

  test('the document that is served is the one that was tested', async () => {
    assert.deepEqual(await service.caller().read('/v1/openapi.json'), JSON.parse(JSON.stringify(document)));
  });
});
