// Members of a schema, at any depth, are snake_case; a `date` ends in _on or is a bound, a `date-time` ends in _at.
const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const CLOUD_EVENT = new Set(['time', 'recordedtime']); // named by CloudEvents 1.0
const DAYS = /(^|_)(on|from|to|by|today|date|until)($|_)/;

function formatOf(schema) {
  if (schema?.format) return schema.format;
  if (schema?.description === 'A date in Europe/London.') return 'date';
  return undefined;
}

function* faults(schema, path) {
  if (schema === null || typeof schema !== 'object') return;
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const where = [...path, 'properties', name];
    if (!SNAKE.test(name)) yield { message: `${name} is not snake_case.`, path: where };
    const format = formatOf(member);
    if (format === 'date' && !DAYS.test(name)) {
      yield { message: `${name} is a date but does not say so.`, path: where };
    }
    if (format === 'date-time' && !name.endsWith('_at') && name !== 'now' && !CLOUD_EVENT.has(name)) {
      yield { message: `${name} is an instant and should end in _at.`, path: where };
    }
    yield* faults(member, where);
  }
  if (schema.items) yield* faults(schema.items, [...path, 'items']);
  for (const list of ['allOf', 'anyOf', 'oneOf']) {
    for (const [index, part] of (schema[list] ?? []).entries()) {
      yield* faults(part, [...path, list, index]);
    }
  }
}

export default (schema, options, context) => [...faults(schema, context.path)];
