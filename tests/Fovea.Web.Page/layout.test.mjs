import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, cssColour, flag, readLayout, strengthOf, unknownDay, versionText, without } from '../../src/Fovea.Web/Page/js/layout.js';

function bytes(count) {
  const buffer = new ArrayBuffer(16 + count * 17);
  const view = new DataView(buffer);
  [0x46, 0x56, 0x4c, 0x31].forEach((code, i) => view.setUint8(i, code));
  view.setUint32(4, count, true);
  view.setUint32(8, 2, true);
  view.setUint32(12, 1, true);
  for (let i = 0; i < count; i++) {
    view.setUint32(16 + i * 4, 100 + i, true);
    view.setUint32(16 + count * 4 + i * 4, 0x9f3a01bc, true);
    view.setInt32(16 + count * 8 + i * 4, i === 2 ? unknownDay : 18000 - i, true);
    view.setUint16(16 + count * 12 + i * 2, 1500, true);
    view.setUint16(16 + count * 14 + i * 2, 0xf800, true);
    view.setUint8(16 + count * 16 + i, (i === 0 ? 3 : 0) | ((i < 2 ? 1 : 2) << 2));
  }
  return buffer;
}

test('readLayout_threePhotos_readsEveryColumn', () => {
  const columns = readLayout(bytes(3));
  assert.deepEqual([...columns.ids], [100, 101, 102]);
  assert.equal(versionText(columns.versions[0]), '9f3a01bc');
  assert.deepEqual([...columns.days], [18000, 17999, unknownDay]);
  assert.equal(columns.ratios[1], 1500);
  assert.equal(cssColour(columns.colours[0]), 'rgb(255 0 0)');
  assert.equal(columns.flags[0] & flag.offline, 1);
  assert.equal(columns.flags[0] & flag.favourite, 2);
  assert.deepEqual([...columns.flags].map(strengthOf), [1, 1, 2]);
});

test('readLayout_cutShort_isRefused', () => {
  assert.throws(() => readLayout(bytes(3).slice(0, 40)), /take 67 bytes; these are 40/);
  assert.throws(() => readLayout(new ArrayBuffer(4)), /FVL1/);
});

test('columnsOf_itemsOfAnAnswer_agreeWithTheLayout', () => {
  const columns = columnsOf([{ id: 9, version: '0000000a', taken: '2019-05-17T12:33:00', width: 3000, height: 2000, colour: '#ff0000', offline: true, favourite: false, strength: 'possible' },
    { id: 8, version: '', taken: null, width: 0, height: 0, colour: null, offline: false, favourite: true, strength: null }], { strong: 0, possible: 1 });
  assert.equal(columns.days[0], Date.UTC(2019, 4, 17) / 86400000);
  assert.equal(columns.ratios[0], 1500);
  assert.equal(columns.colours[0], 0xf800);
  assert.equal(columns.flags[0], 1 | (2 << 2));
  assert.deepEqual([columns.days[1], columns.ratios[1], columns.colours[1], columns.flags[1]], [unknownDay, 1500, 0x8410, 2]);
});

test('without_aStrongPhoto_countsOneLess', () => {
  const columns = without(readLayout(bytes(3)), new Set([101]));
  assert.deepEqual([...columns.ids], [100, 102]);
  assert.deepEqual([columns.count, columns.strong, columns.possible], [2, 1, 1]);
});
