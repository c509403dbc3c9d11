/** Justified rows for all photos at once, in typed arrays. Pure: a million photos take a few hundredths of a second. */

/**
 * @typedef {{count: number, first: Uint32Array, top: Uint32Array, height: Uint16Array, full: Uint8Array, total: number, width: number, gap: number}} Rows
 * first: index of the row's first photo (first[count] = number of photos); a row with no photos is a heading.
 * top, height: px; full: 1 when the row reaches both edges; total: px of everything.
 * @typedef {{width: number, gap: number, target: number, min: number, max: number, heading: number}} Shape px
 */

/** What a cell shows of a very wide or very tall photo: its place in the row is bounded, the picture is shown whole inside it. */
export const narrowest = 450;
export const widest = 3200;
const shown = (ratio) => (ratio < narrowest ? narrowest : ratio > widest ? widest : ratio);

/**
 * @param {Uint16Array} ratios width / height × 1000
 * @param {ArrayLike<number>} breaks ascending indexes before which a heading stands (and a new row starts)
 * @param {Shape} shape no row is higher than `max`: thumbnails are never enlarged
 * @returns {Rows}
 */
export function justify(ratios, breaks, { width, gap, target, min, max, heading }) {
  const photos = ratios.length;
  const room = photos + breaks.length + 1;
  const first = new Uint32Array(room);
  const top = new Uint32Array(room);
  const height = new Uint16Array(room);
  const full = new Uint8Array(room);
  let row = 0;
  let y = 0;
  const push = (start, px, isFull, after = gap) => {
    first[row] = start;
    top[row] = y;
    height[row] = px;
    full[row] = isFull;
    y += px + after;
    row++;
  };

  let next = 0;
  let start = 0;
  while (start < photos) {
    if (next < breaks.length && breaks[next] === start) {
      push(start, heading, 1, 0);
      next++;
    }
    const end = next < breaks.length ? Math.min(photos, breaks[next]) : photos;
    let sum = 0;
    for (let i = start; i < end; i++) {
      const ratio = shown(ratios[i]);
      const n = i - start + 1;
      sum += ratio;
      const px = ((width - gap * (n - 1)) * 1000) / sum;
      if (px > target) continue;
      const before = n > 1 ? ((width - gap * (n - 2)) * 1000) / (sum - ratio) : Infinity;
      if (before <= max && before - target < target - px) {
        push(start, Math.floor(before), 1);
        start = i;
        i--;
      } else if (n > 1 && px < min * 0.6) {
        push(start, Math.floor(target), 0); // a panorama that does not fit beside its neighbours
        start = i;
        i--;
      } else {
        push(start, Math.max(1, Math.floor(px)), 1);
        start = i + 1;
      }
      sum = 0;
    }
    if (start < end) {
      const px = ((width - gap * (end - start - 1)) * 1000) / sum;
      const fills = px <= target * 1.06 && px <= max;
      push(start, Math.floor(fills ? px : target), fills ? 1 : 0);
      start = end;
    }
  }

  first[row] = photos;
  top[row] = y;
  return { count: row, first: first.subarray(0, row + 1), top: top.subarray(0, row + 1), height: height.subarray(0, row), full: full.subarray(0, row), total: row === 0 ? 0 : y, width, gap };
}

/**
 * Where the photos of one row stand, in whole px, so that full rows end exactly at the edge.
 * @param {Rows} rows @param {Uint16Array} ratios @param {number} row
 * @returns {{x: number, width: number}[]}
 */
export function cellsOf(rows, ratios, row) {
  const from = rows.first[row];
  const to = rows.first[row + 1];
  let sum = 0;
  for (let i = from; i < to; i++) sum += shown(ratios[i]);
  const room = rows.full[row] ? rows.width - rows.gap * (to - from - 1) : Math.min(rows.width - rows.gap * (to - from - 1), (rows.height[row] * sum) / 1000);
  const cells = [];
  let done = 0;
  let x = 0;
  for (let i = from; i < to; i++) {
    done += shown(ratios[i]);
    const end = Math.round((room * done) / sum) + rows.gap * (i - from);
    cells.push({ x, width: end - x });
    x = end + rows.gap;
  }
  return cells;
}

/** The row at a height: the last one that starts at or above `y`. @param {Rows} rows @param {number} y px */
export function rowAt(rows, y) {
  return lastNotAbove(rows.top, rows.count, y);
}

/** The row of a photo (never its heading). @param {Rows} rows @param {number} index */
export function rowOf(rows, index) {
  return lastNotAbove(rows.first, rows.count, index);
}

function lastNotAbove(values, count, value) {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
