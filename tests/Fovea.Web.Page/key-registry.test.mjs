import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterScope, findKey, listKeys, matches, parse, registerKeys, setScope } from '../../src/Fovea.Web/Page/js/key-registry.js';

const press = (key, more = {}) => ({ key, code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...more });

test('matches_letter_needsExactlyItsModifiers', () => {
  assert.ok(matches(parse('s'), press('s')));
  assert.ok(!matches(parse('s'), press('s', { ctrlKey: true })));
  assert.ok(!matches(parse('s'), press('S', { shiftKey: true })));
  assert.ok(matches(parse('Shift+X'), press('X', { shiftKey: true })));
});

test('matches_symbolBehindShift_isTheSymbol', () => {
  assert.ok(matches(parse('/'), press('/', { code: 'Digit7', shiftKey: true })));
  assert.ok(matches(parse('+'), press('+', { code: 'Equal', shiftKey: true })));
});

test('matches_otherScript_goesByThePlaceOfTheKey', () => {
  assert.ok(matches(parse('s'), press('ы', { code: 'KeyS' })));
  assert.ok(matches(parse('Mod+a'), press('ф', { code: 'KeyA', ctrlKey: true })));
  assert.ok(!matches(parse('s'), press('a', { code: 'KeyS' })), 'a Latin layout says itself what the key is');
});

test('matches_altGr_typesACharacter', () => assert.ok(matches(parse('+'), press('+', { ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' }))));

test('findKey_somethingCoversThePage_hidesItsKeys', () => {
  const off = [registerKeys('grid', [{ keys: ['s'], text: 'keys.similar', run: () => 'grid' }]), registerKeys('viewer', [{ keys: ['s'], text: 'keys.similar', run: () => 'viewer' }]), registerKeys('global', [{ keys: ['/'], run: () => 'global' }])];
  setScope('grid');
  assert.equal(findKey(press('s')).run(), 'grid');
  assert.equal(findKey(press('/')).run(), 'global');
  const leave = enterScope('viewer');
  assert.equal(findKey(press('s')).run(), 'viewer');
  assert.equal(findKey(press('/')), null);
  assert.equal(listKeys()[0].scope, 'viewer');
  const leaveDialog = enterScope('dialog');
  assert.equal(findKey(press('s')), null);
  leaveDialog();
  leave();
  assert.equal(findKey(press('s')).run(), 'grid');
  for (const one of off) one();
  assert.equal(findKey(press('s')), null);
});

test('listKeys_notOffered_isNotInTheSheetUntilItIs', () => {
  let can = false;
  const off = registerKeys('grid', [{ keys: ['o'], text: 'keys.open', isOffered: () => can, run: () => true }, { keys: ['h'], text: 'keys.favourite', run: () => true }]);
  assert.deepEqual(listKeys()[0].keys.map((entry) => entry.text), ['keys.favourite']);
  can = true;
  assert.deepEqual(listKeys()[0].keys.map((entry) => entry.text), ['keys.open', 'keys.favourite']);
  off();
});
