import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countMonths, groupByDate } from '../../src/Fovea.Web/Page/js/date-groups.js';
import { unknownDay } from '../../src/Fovea.Web/Page/js/layout.js';

const day = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000;

test('groupByDate_manyADay_cutsIntoDaysAndKeepsTheUnknownLast', () => {
  const days = Int32Array.from([...Array(10).fill(day('2020-01-02')), ...Array(10).fill(day('2020-01-01')), ...Array(9).fill(unknownDay)]);
  const groups = groupByDate(days);
  assert.equal(groups.level, 'day');
  assert.deepEqual([...groups.starts], [0, 10, 20]);
  assert.equal(groups.days[2], unknownDay);
});

test('groupByDate_fewADay_cutsIntoMonths', () => {
  const days = Int32Array.from({ length: 200 }, (_, i) => day('2020-12-31') - i);
  const groups = groupByDate(days);
  assert.equal(groups.level, 'month');
  assert.equal(groups.starts.length, 7);
});

test('countMonths_gaps_haveNoStart', () => {
  const months = countMonths(Int32Array.from([day('2020-03-09'), day('2020-03-01'), day('2020-01-05'), unknownDay]));
  assert.deepEqual([...months.counts], [1, 0, 2]);
  assert.deepEqual([...months.starts], [2, -1, 0]);
  assert.equal(months.first, 2020 * 12);
  assert.equal(countMonths(Int32Array.from([day('2020-03-09'), day('2020-03-01')])), null);
});
