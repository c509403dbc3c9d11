import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../src/Fovea.Web/Page/', import.meta.url));
const html = readFileSync(join(page, 'index.html'), 'utf8');

function graph(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(join(page, 'js', name), 'utf8');
  for (const [, other] of text.matchAll(/^(?:import|export)\b[^;]*?from '\.\/([\w-]+\.js)'/gm)) graph(other, seen);
  for (const [, other] of text.matchAll(/^import '\.\/([\w-]+\.js)'/gm)) graph(other, seen);
  return seen;
}

test('index_modulepreload_namesWhatTheFirstScriptNeeds', () => {
  const listed = [...html.matchAll(/<link rel="modulepreload" href="\/page\/js\/([\w-]+\.js)">/g)].map(([, name]) => name);
  const needed = [...graph('main.js')].filter((name) => name !== 'main.js');
  assert.deepEqual(listed.toSorted(), needed.toSorted());
});

test('index_everything_comesFromFilesOfThePage', () => {
  assert.doesNotMatch(html, /<style|style=|\son\w+=|<script(?![^>]*\bsrc=)/);
  for (const [, file] of html.matchAll(/(?:href|src)="\/page\/([^"]+)"/g)) assert.ok(existsSync(join(page, file)), `${file} is named in index.html and is not there`);
  assert.doesNotMatch(html, /https?:\/\//);
});

test('texts_everyText_isThereInEveryLanguage', () => {
  const texts = JSON.parse(readFileSync(join(page, 'texts.json'), 'utf8'));
  for (const [key, one] of Object.entries(texts)) {
    for (const language of ['en', 'de', 'zh']) assert.ok(one[language], `${key} has no ${language}`);
    const names = (text) => [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort().join();
    for (const language of ['de', 'zh']) assert.equal(names(one[language]), names(one.en), `${key}: ${language} has other parameters than en`);
    assert.doesNotMatch(JSON.stringify(one), /!|！|embedding/i, `${key} shouts or uses jargon`);
  }
});

test('texts_everyKeyInTheCode_isThere', () => {
  const texts = JSON.parse(readFileSync(join(page, 'texts.json'), 'utf8'));
  for (const name of readdirSync(join(page, 'js'))) {
    const code = readFileSync(join(page, 'js', name), 'utf8');
    for (const [, key] of code.matchAll(/\bt\('([\w.-]+)'/g)) assert.ok(texts[key], `${name} asks for ${key}`);
    for (const [, key] of code.matchAll(/text: '(keys\.[\w.]+)'/g)) assert.ok(texts[key], `${name} asks for ${key}`);
  }
});
