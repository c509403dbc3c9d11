/** Moving through the photos with the keyboard: by where they stand, not by their number. */
import { registerKeys } from './keys.js';
import { cellsOf, rowAt, rowOf } from './justified.js';

/**
 * @param {import('./grid.js').Grid} grid
 * @param {{open(i: number): void, select(i: number, isRange: boolean): void, selectAll(): void, clear(): boolean, similar(i: number): void,
 *   more(i: number): void, less(i: number): void, favourite(i: number): void, reveal(i: number): void, openFile(i: number): void, trash(i: number): void, target(): number, search(): void,
 *   can: {files: boolean, trash: boolean}}} acts
 *   target: the photo that a letter is about, −1 when there is none
 */
export function createGridKeys(grid, acts) {
  let goal = null; // px: ↑ and ↓ stay in one column

  const isInGrid = () => grid.element.contains(document.activeElement);
  const isFree = () => isInGrid() || document.activeElement === document.body || document.activeElement?.tagName === 'MAIN';

  function to(index, { isVertical = false } = {}) {
    if (!isVertical) goal = null;
    grid.focus(Math.max(0, Math.min(grid.results.count - 1, index)));
  }

  function start() {
    if (!grid.rows || !isFree()) return false;
    if (!isInGrid()) { to(grid.firstVisible()); return null; }
    return true;
  }

  const centre = (row, index) => { const cell = cellsOf(grid.rows, grid.results.columns.ratios, row)[index - grid.rows.first[row]]; return cell.x + cell.width / 2; };

  function toRow(row, direction) {
    let target = Math.max(0, Math.min(grid.rows.count - 1, row));
    while (target >= 0 && target < grid.rows.count && grid.rows.first[target] === grid.rows.first[target + 1]) target += direction;
    if (target < 0 || target >= grid.rows.count) return false;
    goal ??= centre(rowOf(grid.rows, grid.current), grid.current);
    const cells = cellsOf(grid.rows, grid.results.columns.ratios, target);
    let best = 0;
    cells.forEach((cell, i) => { if (Math.abs(cell.x + cell.width / 2 - goal) < Math.abs(cells[best].x + cells[best].width / 2 - goal)) best = i; });
    to(grid.rows.first[target] + best, { isVertical: true });
    return true;
  }

  const move = (run) => () => { const ready = start(); return ready === true ? run() : ready !== false; };
  const isRtl = () => getComputedStyle(grid.element).direction === 'rtl';
  const side = (by) => move(() => { to(grid.current + (isRtl() ? -by : by)); });
  const page = (direction) => move(() => {
    const row = rowOf(grid.rows, grid.current);
    const next = rowAt(grid.rows, Math.max(0, grid.rows.top[row] + direction * (innerHeight - 200)));
    toRow(next === row ? row + direction : next, direction);
  });
  const about = (run) => () => { const index = acts.target(); if (index < 0 || !isFree()) return false; run(index); return true; };

  registerKeys('grid', [
    { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], text: 'keys.grid.move', run: (event) => ({ ArrowLeft: side(-1), ArrowRight: side(1), ArrowUp: move(() => { if (!toRow(rowOf(grid.rows, grid.current) - 1, -1)) acts.search(); }), ArrowDown: move(() => { toRow(rowOf(grid.rows, grid.current) + 1, 1); }) })[event.key]() },
    { keys: ['Home'], text: 'keys.grid.first', run: move(() => to(0)) },
    { keys: ['End'], text: 'keys.grid.last', run: move(() => to(grid.results.count - 1)) },
    { keys: ['PageUp'], run: () => isInGrid() && page(-1)() },
    { keys: ['PageDown'], run: () => isInGrid() && page(1)() },
    { keys: ['Enter'], text: 'keys.grid.open', run: () => isInGrid() && about(acts.open)() },
    { keys: ['x', ' '], text: 'keys.grid.select', run: (event) => (event.key === ' ' && !isInGrid() ? false : about((i) => acts.select(i, false))()) },
    { keys: ['Shift+X', 'Shift+ '], text: 'keys.grid.range', run: (event) => (event.key === ' ' && !isInGrid() ? false : about((i) => acts.select(i, true))()) },
    { keys: ['Mod+a'], text: 'keys.grid.all', run: () => { if (!grid.rows) return false; acts.selectAll(); return true; } },
    { keys: ['Escape'], text: 'keys.grid.clear', run: () => acts.clear() },
    { keys: ['s'], text: 'keys.similar', run: about(acts.similar) },
    { keys: ['+', '='], text: 'keys.more', run: about(acts.more) },
    { keys: ['-'], text: 'keys.less', run: about(acts.less) },
    { keys: ['h'], text: 'keys.favourite', run: about(acts.favourite) },
    { keys: ['f'], text: 'keys.folder', run: about(acts.reveal) },
    { keys: ['o'], text: 'keys.open', isOffered: () => acts.can.files, run: about(acts.openFile) },
    { keys: ['Delete', 'Mod+Backspace'], text: 'keys.trash', isOffered: () => acts.can.trash, run: about(acts.trash) },
  ]);
  registerKeys('global', [{ keys: ['/', 'Mod+k'], text: 'keys.search', run: () => acts.search() }]);
}
