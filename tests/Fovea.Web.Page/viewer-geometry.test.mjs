import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clampView, fit, fullZoom, pictureSize, pictureSizes, swipeOf, zoomAt } from '../../src/Fovea.Web/Page/js/viewer-geometry.js';

const stage = { width: 1200, height: 800 };

test('fit_photoLargerThanTheStage_isSeenWhole', () => {
  assert.deepEqual(fit(stage, { width: 6000, height: 3000 }), { width: 1200, height: 600 });
  assert.deepEqual(fit(stage, { width: 3000, height: 6000 }), { width: 400, height: 800 });
});

test('fit_smallPhoto_isNotEnlarged', () => assert.deepEqual(fit(stage, { width: 64, height: 64 }), { width: 64, height: 64 }));

test('fit_sizeUnknown_goesByTheRatio', () => assert.deepEqual(fit(stage, { ratio: 2, width: 0, height: 0 }), { width: 1200, height: 600 }));

test('pictureSize_anyBox_isTheSmallestThatFillsIt', () => {
  assert.equal(pictureSize({ width: 400, height: 300 }, 1), 512);
  assert.equal(pictureSize({ width: 1200, height: 800 }, 2), 3072);
  assert.equal(pictureSize({ width: 9000, height: 8000 }, 2), pictureSizes.at(-1));
});

test('zoomAt_anyPoint_staysUnderTheFinger', () => {
  const view = { zoom: 1.5, x: 20, y: -30 };
  const point = { x: 100, y: 50 };
  const next = zoomAt(view, 4, point);
  const onPhoto = ({ zoom, x, y }) => [(point.x - x) / zoom, (point.y - y) / zoom];
  onPhoto(next).forEach((value, i) => assert.ok(Math.abs(value - onPhoto(view)[i]) < 1e-9));
});

test('clampView_farAway_keepsThePhotoOverTheStage', () => {
  assert.deepEqual(clampView({ zoom: 2, x: 9999, y: -9999 }, { width: 1200, height: 600 }, stage), { zoom: 2, x: 600, y: -200 });
  assert.deepEqual(clampView({ zoom: 1, x: 50, y: 50 }, { width: 400, height: 300 }, stage), { zoom: 1, x: 0, y: 0 });
});

test('fullZoom_photoBarelyLarger_stillShows', () => assert.equal(fullZoom({ width: 1000 }, { width: 1100 }, 1), 2));

test('swipeOf_shortOrSlanting_isNone', () => {
  assert.equal(swipeOf({ dx: -120, dy: 10, ms: 300 }), 'left');
  assert.equal(swipeOf({ dx: 5, dy: 120, ms: 300 }), 'down');
  assert.equal(swipeOf({ dx: 20, dy: 3, ms: 300 }), null);
  assert.equal(swipeOf({ dx: 100, dy: 100, ms: 300 }), null);
});
