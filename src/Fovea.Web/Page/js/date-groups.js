/** Photos in the order of their dates, cut into days, months or years. Pure. */
import { unknownDay } from './layout.js';

/** @returns {{year: number, month: number}} month 0..11 */
export function monthOf(day) {
  const date = new Date(day * 86400000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() };
}

const keyOf = {
  day: (day) => day,
  month: (day) => { const { year, month } = monthOf(day); return year * 12 + month; },
  year: (day) => monthOf(day).year,
};

/**
 * Days when there are enough photos a day to fill rows, else months, else years: headings must not outnumber rows.
 * @param {Int32Array} days newest first, unknown last
 * @param {number} worth photos that a heading should have on average
 * @returns {{level: 'day'|'month'|'year', starts: Uint32Array, days: Int32Array}} starts: index of each group's first photo; days: its day
 */
export function groupByDate(days, worth = 8) {
  let result;
  for (const level of ['day', 'month', 'year']) {
    result = cut(days, level);
    if (days.length / result.starts.length >= worth || level === 'year') break;
  }
  return result;
}

function cut(days, level) {
  const starts = [];
  const of = [];
  let key;
  let lastDay;
  for (let i = 0; i < days.length; i++) {
    if (i > 0 && days[i] === lastDay) continue;
    lastDay = days[i];
    const now = days[i] === unknownDay ? unknownDay : keyOf[level](days[i]);
    if (now === key) continue;
    key = now;
    starts.push(i);
    of.push(days[i]);
  }
  return { level, starts: Uint32Array.from(starts), days: Int32Array.from(of) };
}

/**
 * Photos a month, oldest month first, for the timeline.
 * @param {Int32Array} days newest first, unknown last
 * @returns {{first: number, counts: Uint32Array, starts: Int32Array}|null} first: year × 12 + month of counts[0]; starts: index of the
 *   month's first photo in the answer, −1 when it has none; null when there is less than two months
 */
export function countMonths(days) {
  let known = days.length;
  while (known > 0 && days[known - 1] === unknownDay) known--;
  if (known < 2) return null;
  const first = keyOf.month(days[known - 1]);
  const last = keyOf.month(days[0]);
  if (last - first < 1) return null;
  const counts = new Uint32Array(last - first + 1);
  const starts = new Int32Array(last - first + 1).fill(-1);
  let lastDay;
  let at = 0;
  for (let i = 0; i < known; i++) {
    if (days[i] !== lastDay) {
      lastDay = days[i];
      at = keyOf.month(lastDay) - first;
      if (starts[at] < 0) starts[at] = i;
    }
    counts[at]++;
  }
  return { first, counts, starts };
}
