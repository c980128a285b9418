// Arrows point one way: base <- domain <- store, security <- api, worker <- main. Libraries of others stay in the
// layer that owns them. And every header compiles alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const run = promisify(execFile);
const source = process.env.HEARD_SOURCE ?? fileURLToPath(new URL('../..', import.meta.url));

const MAY_INCLUDE = {
  base: ['base'],
  domain: ['base', 'domain'],
  store: ['base', 'domain', 'store'],
  security: ['base', 'domain', 'security'],
  api: ['base', 'domain', 'store', 'security', 'api'],
  worker: ['base', 'domain', 'store', 'worker'],
};
const STRANGERS = [
  { header: /^libpq-fe\.h$/, owners: /^(service|include)\/store\/|^service\/(main\.c$|command\/)/ },
  { header: /^(ulfius|microhttpd)\.h$/, owners: /^(service|include)\/(api|worker)\/|^service\/(main\.c$|command\/)/ },
  { header: /^(rhonabwy|jwt)\.h$/, owners: /^(service|include)\/security\// },
  { header: /^yder\.h$/, owners: /^service\/base\/log\.c$/ },
];
const PURE = /^(stdio|time|unistd|fcntl|pthread|sys\/.*)\.h$/; // what the domain has no business with

/** Files of ours below `folder`, as paths from the source's root. */
function filesOf(folder) {
  return readdirSync(join(source, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[ch]$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(source, '/').length));
}

const files = [...filesOf('service'), ...filesOf('include')];
const includesOf = (file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/^[ \t]*#[ \t]*include[ \t]+(["<])([^">]+)[">]/gm)].map(
    ([, mark, name]) => ({ ours: mark === '"', name }),
  );

describe('layers', () => {
  test('there is something to look at', () => {
    for (const layer of Object.keys(MAY_INCLUDE)) {
      if (layer === 'worker') continue; // its first files come with the webhooks
      assert.ok(files.some((file) => file.startsWith(`service/${layer}/`)), `service/${layer} has files`);
    }
  });

  for (const [layer, allowed] of Object.entries(MAY_INCLUDE)) {
    test(`${layer} includes ${allowed.join(', ')} only`, () => {
      const own = files.filter((file) => file.startsWith(`service/${layer}/`) || file.startsWith(`include/${layer}/`));
      const wrong = own.flatMap((file) =>
        includesOf(file)
          .filter(({ ours, name }) => ours && name.split('/')[0] in MAY_INCLUDE && !allowed.includes(name.split('/')[0]))
          .map(({ name }) => `${file} includes ${name}`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  test('libraries of others stay in the layer that owns them', () => {
    const wrong = files.flatMap((file) =>
      includesOf(file)
        .filter(({ name }) => STRANGERS.some(({ header, owners }) => header.test(name) && !owners.test(file)))
        .map(({ name }) => `${file} includes ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('the domain does no I/O and reads no clock', () => {
    const wrong = files
      .filter((file) => /^(service|include)\/domain\//.test(file))
      .flatMap((file) => includesOf(file).filter(({ name }) => PURE.test(name)).map(({ name }) => `${file} includes ${name}`));
    assert.deepEqual(wrong, []);
  });

  test('files of different layers have different names', () => {
    const places = Map.groupBy(
      files.filter((file) => /^service\/(base|domain|store|security|api|worker)\/.*\.c$/.test(file)),
      (file) => file.split('/').at(-1),
    );
    assert.deepEqual([...places.values()].filter((twins) => twins.length > 1), []);
  });
});

// ---- Every header compiles alone, with the flags that its layer is compiled with ----------------------

function flagsOf(commands, layer) {
  const own = commands.find(({ file }) => file.includes(`/service/${layer}/`)) ?? commands.find(({ file }) => file.includes('/service/'));
  const words = (own.arguments ?? own.command.match(/(?:[^\s"\\]|\\.|"(?:[^"\\]|\\.)*")+/g)).map((word) => word.replace(/\\(.)/g, '$1'));
  const flags = [];
  words.forEach((word, index) => {
    if (/^-(I|D|std=)/.test(word)) flags.push(word);
    if (word === '-isystem' || word === '-I') flags.push(...(word === '-I' ? [] : [word]), words[index + 1]);
  });
  return { compiler: words[0], flags };
}

describe('headers compile alone', { concurrency: 2 }, () => {
  const commands = JSON.parse(readFileSync(join(process.env.HEARD_BUILD, 'compile_commands.json'), 'utf8'));

  for (const header of files.filter((file) => file.endsWith('.h'))) {
    test(header, async () => {
      const { compiler, flags } = flagsOf(commands, header.split('/')[1]);
      await run(compiler, [...flags, '-I', join(source, 'include'), '-Wall', '-Wextra', '-Werror', '-Wno-unused-function',
        '-fsyntax-only', '-x', 'c', join(source, header)]);
    });
  }
});
