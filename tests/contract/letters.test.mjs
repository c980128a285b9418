// The letters in the service's words (service/api/letter_texts.def): each notice of the contract has a subject and an opening,
// every value named in them is one that letter_words.c fills in, and the words are short enough for a child to read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { document } from '../api/support/contract.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const texts = read('service/api/letter_texts.def');
const values = new Set([...read('service/api/letter_words.c').matchAll(/\bX\((\w+)\)/g)].map(([, name]) => name));
const subjects = [...texts.matchAll(/^SUBJECT\((\w+),\s+"(.*)"\)$/gm)].map(([, notice, text]) => ({ notice: notice.toLowerCase(), text }));
const paragraphs = [...texts.matchAll(/^PARAGRAPH\((\w+), (\w+), "(.*)"\)$/gm)].map(([, notice, when, text]) => ({ notice: notice.toLowerCase(), when, text }));

test('every row was read', () => {
  assert.equal(subjects.length + paragraphs.length, texts.match(/^(SUBJECT|PARAGRAPH)\(/gm).length);
});

test('each notice of the contract has a subject and words', () => {
  const slugs = document.components.schemas.NoticeSlug.enum;
  assert.deepEqual(subjects.map(({ notice }) => notice), slugs);
  assert.deepEqual([...new Set(paragraphs.map(({ notice }) => notice))], slugs);
});

test('every value that is named is filled in, and every one that can be is named', () => {
  const named = new Set(['always', ...paragraphs.map(({ when }) => when)]);
  for (const { text } of [...subjects, ...paragraphs]) {
    for (const [, name] of text.matchAll(/\{(\w*)\}?/g)) named.add(name);
    assert.equal(text.split('{').length, text.split('}').length, text);
  }
  assert.deepEqual([...named].sort(), [...values].sort());
});

test('each subject names the complaint', () => {
  for (const { text } of subjects) assert.match(text, /\{reference\}/);
});

// Long sentences are what makes letters hard: none has more than 25 words, and their mean is below 12.
test('sentences are short', () => {
  const lengths = paragraphs
    .flatMap(({ text }) => text.replaceAll('\\n', ' ').replace(/\{\w+\}/g, 'one').split(/[.?:!]\s/))
    .map((sentence) => sentence.split(/\s+/).filter(Boolean).length);

  assert.ok(Math.max(...lengths) <= 25, `the longest has ${Math.max(...lengths)} words`);
  assert.ok(lengths.reduce((sum, length) => sum + length, 0) / lengths.length < 12);
});
