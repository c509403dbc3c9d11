/** Clicks, taps and long presses on photos. */

/** @param {import('./grid.js').Grid} grid @param {{open(i: number): void, select(i: number, isRange: boolean): void, isSelecting(): boolean}} acts */
export function createGridPointer(grid, acts) {
  let press = 0;
  let wasLong = false;

  grid.element.addEventListener('click', (event) => {
    const cell = event.target.closest('.cell');
    if (!cell) return;
    if (wasLong) { wasLong = false; return; }
    if (event.shiftKey) acts.select(cell.index, true);
    else if (event.metaKey || event.ctrlKey || acts.isSelecting()) acts.select(cell.index, false);
    else acts.open(cell.index);
  });

  // A long touch selects, as photo apps do; a mouse has the box in the corner.
  grid.element.addEventListener('pointerdown', (event) => {
    wasLong = false;
    if (event.pointerType !== 'touch') return;
    const cell = event.target.closest('.cell');
    clearTimeout(press);
    press = setTimeout(() => { wasLong = true; acts.select(cell.index, false); navigator.vibrate?.(10); }, 450);
  });
  for (const name of ['pointerup', 'pointercancel', 'pointermove']) {
    grid.element.addEventListener(name, (event) => { if (name !== 'pointermove' || Math.abs(event.movementX) + Math.abs(event.movementY) > 4) clearTimeout(press); });
  }
  grid.element.addEventListener('contextmenu', (event) => { if (wasLong) event.preventDefault(); });
}
