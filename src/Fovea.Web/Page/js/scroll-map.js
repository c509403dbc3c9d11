/**
 * Between the document's scroll position and the grid's own heights. They are the same until the grid is taller than browsers
 * allow an element to be (Firefox: 17.9 million px); then the document is shorter, a wheel still moves 1:1, and a far jump
 * (scrollbar, End) lands in proportion. Pure.
 */
export class ScrollMap {
  constructor(limit = 12_000_000) {
    this.limit = limit;
    this.total = 0;
    this.view = 1;
    this.shift = 0; // grid height = scroll position + shift
    this.last = 0;
  }

  /** @param {number} total px of the grid @param {number} view px of the window */
  resize(total, view) {
    this.total = total;
    this.view = view;
    if (total <= this.limit) this.shift = 0;
  }

  /** px that the document gives the grid. */
  get height() { return Math.min(this.total, this.limit); }

  get isLong() { return this.total > this.limit; }

  /** In proportion: where a scroll position lies in the grid. */
  #far(scroll) {
    const room = this.height - this.view;
    return room <= 0 ? scroll : (Math.max(0, Math.min(room, scroll)) / room) * (this.total - this.view);
  }

  /** The grid's height at a scroll position, after the person scrolled there. */
  toGrid(scroll) {
    if (!this.isLong) return (this.last = scroll);
    const isJump = Math.abs(scroll - this.last) > this.view * 3;
    const atEnd = scroll <= 0 || scroll >= this.height - this.view;
    if (isJump || atEnd) this.shift = this.#far(scroll) - scroll;
    this.last = scroll;
    return scroll + this.shift;
  }

  /** Where to scroll so that `y` of the grid is at the window's top. Scroll there before the next `toGrid`. */
  toScroll(y) {
    if (!this.isLong) return y;
    const room = this.total - this.view;
    const clamped = Math.max(0, Math.min(room, y));
    const scroll = Math.round((clamped / room) * (this.height - this.view));
    this.shift = clamped - scroll;
    this.last = scroll;
    return scroll;
  }

  /** A scroll position in proportion for what is shown now, or null when it is already near: for moments of rest. */
  settle(scroll) {
    if (!this.isLong) return null;
    const y = scroll + this.shift;
    if (Math.abs(this.#far(scroll) - y) < this.view) return null;
    return this.toScroll(y);
  }
}
