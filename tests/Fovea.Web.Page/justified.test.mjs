import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, justify, rowAt, rowOf } from '../../src/Fovea.Web/Page/js/justified.js';

const shape = { width: 1248, gap: 4, target: 216, min: 180, max: 256, heading: 40 };
const photos = (count, of = (i) => [1500, 667, 1000, 1333, 1778][i % 5]) => Uint16Array.from({ length: count }, (_, i) => of(i));

test('justify_manyPhotos_everyPhotoStandsInOneRowWithinTheLimits', () => {
  const ratios = photos(5000);
  const rows = justify(ratios, [], shape);
  assert.equal(rows.first[0], 0);
  assert.equal(rows.first[rows.count], 5000);
  for (let r = 0; r < rows.count; r++) {
    assert.ok(rows.first[r + 1] > rows.first[r]);
    assert.ok(rows.height[r] <= shape.max, `row ${r} is ${rows.height[r]} px high`);
    if (r < rows.count - 1) assert.ok(rows.height[r] >= shape.min * 0.6);
    if (r > 0) assert.equal(rows.top[r], rows.top[r - 1] + rows.height[r - 1] + shape.gap);
  }
});

test('cellsOf_fullRow_endsExactlyAtTheEdge', () => {
  const ratios = photos(1000);
  const rows = justify(ratios, [], shape);
  for (let r = 0; r < rows.count; r++) {
    const cells = cellsOf(rows, ratios, r);
    const last = cells.at(-1);
    if (rows.full[r]) assert.equal(last.x + last.width, shape.width);
    else assert.ok(last.x + last.width <= shape.width);
    cells.forEach((cell, i) => assert.ok(i === 0 || cell.x === cells[i - 1].x + cells[i - 1].width + shape.gap));
  }
});

test('justify_oneSmallGroup_isNotStretched', () => {
  const rows = justify(photos(2), [], shape);
  assert.equal(rows.count, 1);
  assert.equal(rows.full[0], 0);
  assert.equal(rows.height[0], shape.target);
});

test('justify_breaks_startAHeadingAndANewRow', () => {
  const rows = justify(photos(100), [0, 3, 50], shape);
  const headings = [];
  for (let r = 0; r < rows.count; r++) if (rows.first[r] === rows.first[r + 1]) headings.push(rows.first[r]);
  assert.deepEqual(headings, [0, 3, 50]);
  for (const start of [0, 3, 50]) assert.equal(rows.first[rowOf(rows, start)], start);
  assert.notEqual(rows.first[rowOf(rows, 3)], rows.first[rowOf(rows, 3) + 1]);
});

test('justify_panoramasOnAPhone_keepASaneHeight', () => {
  const rows = justify(photos(50, (i) => (i % 3 ? 700 : 10000)), [], { width: 344, gap: 4, target: 130, min: 100, max: 190, heading: 36 });
  for (let r = 0; r < rows.count; r++) assert.ok(rows.height[r] >= 60 && rows.height[r] <= 190);
});

test('justify_nothing_isNoRow', () => assert.equal(justify(new Uint16Array(0), [], shape).count, 0));

test('rowAt_anyHeight_isTheRowThatCoversIt', () => {
  const rows = justify(photos(500), [0, 100], shape);
  for (let y = 0; y < rows.total; y += 37) {
    const r = rowAt(rows, y);
    assert.ok(rows.top[r] <= y && (r === rows.count - 1 || rows.top[r + 1] > y));
  }
});
