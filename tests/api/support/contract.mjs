// openapi/heard.yaml as a judge: which operation an exchange belongs to, and whether the answer is one it documents.
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const documentPath = new URL('../../../openapi/heard.yaml', import.meta.url);
export const document = parse(readFileSync(documentPath, 'utf8'));

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

// `strict: false`: the document carries members that are OpenAPI's and not JSON Schema's.
const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats(ajv);
ajv.addSchema(document, 'heard');

/** The object that a local `$ref` leads to, or the object itself. */
export function resolve(part) {
  if (part?.$ref === undefined) return part;
  return part.$ref
    .replace(/^#\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, step) => place[step], document);
}

/** Every operation: {method, path, pattern, id, operation, parameters}. */
export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({
    method: method.toUpperCase(),
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    id: item[method].operationId,
    operation: item[method],
    parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map(resolve),
  })),
);

/** The operation of an exchange; HEAD is GET's. The path with the fewest parameters wins. */
export function operationOf(method, pathname) {
  const verb = method === 'HEAD' ? 'GET' : method;
  return operations
    .filter((candidate) => candidate.method === verb && candidate.pattern.test(pathname))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
}

const validators = new Map();

/** Faults of `value` against a schema object of the document; an empty list when it fits. */
export function faultsOf(schema, value) {
  if (!validators.has(schema)) {
    validators.set(schema, ajv.compile(rooted(schema)));
  }
  const validate = validators.get(schema);
  if (validate(value)) return [];
  return validate.errors.map(
    (error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** The schema with its `#/...` references pointing into the document. */
function rooted(part) {
  if (Array.isArray(part)) return part.map(rooted);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) =>
      name === '$ref' && value.startsWith('#') ? [name, `heard${value}`] : [name, rooted(value)],
    ),
  );
}

/** The documented response for a status: its own entry, or `default` for the statuses that this one names. */
function responseFor(operation, status) {
  const own = operation?.responses[String(status)];
  if (own) return resolve(own);
  const fallback = resolve(operation?.responses.default ?? document.components.responses.AnyProblem);
  if (fallback['x-statuses'].includes(status)) return fallback;
  // An address or method that is not in the document has no entry of its own.
  if (!operation && status === 404) return document.components.responses.NotFound;
  if (!operation && status === 400) return document.components.responses.BadRequest;
  return undefined;
}

function headerFaults(response, headers) {
  return Object.entries(response.headers ?? {}).flatMap(([name, reference]) => {
    const header = resolve(reference);
    const value = headers[name.toLowerCase()];
    if (value === undefined) return header.required ? [`the header ${name} is missing`] : [];
    return faultsOf(header.schema, value).map((fault) => `header ${name}: ${fault}`);
  });
}

function bodyFaults(response, answer) {
  const type = (answer.headers['content-type'] ?? '').split(';')[0].trim();
  if (answer.text === '') {
    const minimal = answer.headers['preference-applied']?.includes('return=minimal');
    const owed = response.content && !minimal && answer.method !== 'HEAD';
    return owed ? ['the body is missing'] : [];
  }
  if (!response.content) return [`a body of ${answer.text.length} bytes where none is documented`];
  const media = response.content[type];
  if (!media) return [`the media type ${type || '(none)'} is not documented`];
  if (!type.endsWith('json')) return [];
  return faultsOf(media.schema, answer.body);
}

/** Everything in which an answer departs from the document. */
export function departures(answer) {
  const found = operationOf(answer.method, answer.pathname);
  const response = responseFor(found?.operation, answer.status);
  if (!response) return [`the status ${answer.status} is not documented`];
  return [...headerFaults(response, answer.headers), ...bodyFaults(response, answer)];
}
