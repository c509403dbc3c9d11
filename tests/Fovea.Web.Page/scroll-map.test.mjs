import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScrollMap } from '../../src/Fovea.Web/Page/js/scroll-map.js';

test('ScrollMap_shortGrid_isOneToOne', () => {
  const map = new ScrollMap(10_000);
  map.resize(9_000, 800);
  assert.equal(map.height, 9_000);
  assert.equal(map.toGrid(4_321), 4_321);
  assert.equal(map.toScroll(1_234), 1_234);
  assert.equal(map.settle(500), null);
});

test('ScrollMap_longGrid_wheelMovesOneToOneAndTheScrollbarReachesBothEnds', () => {
  const map = new ScrollMap(10_000);
  map.resize(100_000, 800);
  assert.equal(map.toGrid(0), 0);
  assert.equal(map.toGrid(100), 100);
  assert.equal(map.toGrid(200), 200);
  assert.equal(map.toGrid(9_200), 99_200);
  assert.equal(map.toGrid(9_100), 99_100);
  const middle = map.toGrid(4_600);
  assert.ok(Math.abs(middle - 49_600) < 1);
  assert.equal(map.toGrid(4_700), middle + 100);
});

test('ScrollMap_longGrid_jumpsToAnExactHeightAndSettlesWithoutMovingThePhotos', () => {
  const map = new ScrollMap(10_000);
  map.resize(100_000, 800);
  for (const y of [0, 5, 33_333, 99_200]) {
    const scroll = map.toScroll(y);
    assert.ok(scroll >= 0 && scroll <= 9_200);
    if (y > 100 && y < 99_000) assert.equal(map.toGrid(scroll), y);
  }
  let scroll = map.toScroll(50_000);
  for (let i = 0; i < 10; i++) { scroll += 200; map.toGrid(scroll); }
  const before = scroll + map.shift;
  const settled = map.settle(scroll);
  assert.notEqual(settled, null);
  assert.equal(settled + map.shift, before);
});
