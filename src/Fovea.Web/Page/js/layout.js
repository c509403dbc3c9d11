/** The columns of an answer: one number per photo, in the order of the answer. Pure. */

/**
 * @typedef {{count: number, strong: number, possible: number, ids: Uint32Array, versions: Uint32Array, days: Int32Array,
 *   ratios: Uint16Array, colours: Uint16Array, flags: Uint8Array}} Columns
 * days: since 1970-01-01, `unknownDay` when there is none; ratios: width / height × 1000; colours: RGB 5-6-5; flags: see below
 */

export const unknownDay = -2147483648;
export const flag = { offline: 1, favourite: 2 };
/** 0 not ranked, 1 strong, 2 possible, 3 weak. */
export const strengthOf = (flags) => (flags >> 2) & 3;
const strengths = { strong: 1, possible: 2, weak: 3 };

/** @param {ArrayBuffer} buffer "FVL1", count, strong, possible, then the columns, little endian @returns {Columns} */
export function readLayout(buffer) {
  const head = new DataView(buffer);
  if (buffer.byteLength < 16 || head.getUint32(0) !== 0x46564c31) throw new Error('These are no columns of an answer (FVL1).');
  const count = head.getUint32(4, true);
  if (buffer.byteLength !== 16 + count * 17) throw new Error(`The columns of ${count} photos take ${16 + count * 17} bytes; these are ${buffer.byteLength}.`);
  let at = 16;
  const take = (Kind) => { const column = new Kind(buffer, at, count); at += column.byteLength; return column; };
  return { count, strong: head.getUint32(8, true), possible: head.getUint32(12, true), ids: take(Uint32Array), versions: take(Uint32Array), days: take(Int32Array), ratios: take(Uint16Array), colours: take(Uint16Array), flags: take(Uint8Array) };
}

/** The same columns from the first page of an answer, so that photos show before the rest is here. @returns {Columns} */
export function columnsOf(items, counts = {}) {
  const columns = makeColumns(items.length, counts.strong ?? 0, counts.possible ?? 0);
  items.forEach((item, i) => {
    columns.ids[i] = item.id;
    columns.versions[i] = parseInt(item.version, 16) || 0;
    columns.days[i] = item.taken ? Math.floor(Date.parse(`${item.taken.slice(0, 10)}T00:00:00Z`) / 86400000) : unknownDay;
    columns.ratios[i] = item.width && item.height ? Math.max(100, Math.min(10000, Math.round((item.width / item.height) * 1000))) : 1500;
    columns.colours[i] = item.colour ? to565(parseInt(item.colour.slice(1), 16)) : 0x8410;
    columns.flags[i] = (item.offline ? flag.offline : 0) | (item.favourite ? flag.favourite : 0) | ((strengths[item.strength] ?? 0) << 2);
  });
  return columns;
}

/** The columns without some photos (they went to the trash). @param {Columns} columns @param {Set<number>} gone @returns {Columns} */
export function without(columns, gone) {
  const keep = [];
  let strong = columns.strong;
  let possible = columns.possible;
  for (let i = 0; i < columns.count; i++) {
    if (!gone.has(columns.ids[i])) keep.push(i);
    else if (strengthOf(columns.flags[i]) === 1) strong--;
    else if (strengthOf(columns.flags[i]) === 2) possible--;
  }
  const left = makeColumns(keep.length, strong, possible);
  for (const name of ['ids', 'versions', 'days', 'ratios', 'colours', 'flags']) for (let i = 0; i < keep.length; i++) left[name][i] = columns[name][keep[i]];
  return left;
}

/** @param {number} colour RGB 5-6-5 @returns {string} "rgb(…)" */
export function cssColour(colour) {
  return `rgb(${((colour >> 11) * 255 / 31) | 0} ${(((colour >> 5) & 63) * 255 / 63) | 0} ${((colour & 31) * 255 / 31) | 0})`;
}

export const versionText = (version) => version.toString(16).padStart(8, '0');

const to565 = (rgb) => ((rgb >> 19) & 31) << 11 | ((rgb >> 10) & 63) << 5 | ((rgb >> 3) & 31);

const makeColumns = (count, strong, possible) => ({ count, strong, possible, ids: new Uint32Array(count), versions: new Uint32Array(count), days: new Int32Array(count), ratios: new Uint16Array(count), colours: new Uint16Array(count), flags: new Uint8Array(count) });
