/** The photos: rows for all of them are known, elements exist for the rows near the window. */
import { CellFactory } from './cells.js';
import { el } from './dom.js';
import { t } from './i18n.js';
import { justify, rowAt, rowOf } from './justified.js';
import { ScrollMap } from './scroll-map.js';
import { sectionsOf } from './sections.js';
import { ThumbLoader } from './thumbs.js';

/** @typedef {{id: number, dy: number}} Anchor a photo and how far (px) its row's top stands below the top of the visible part */

export class Grid {
  /** @param {HTMLElement} container @param {{selection: import('./selection.js').Selection, onMoved?: (grid: Grid) => void}} parts */
  constructor(container, { selection, onMoved }) {
    this.thumbs = new ThumbLoader();
    this.factory = new CellFactory(this.thumbs, selection);
    this.map = new ScrollMap();
    this.selection = selection;
    this.onMoved = onMoved;
    this.results = null;
    this.rows = null;
    this.current = 0; // the photo that Tab reaches
    this.mounted = new Map();
    this.element = el('div', { role: 'grid', class: 'grid', 'aria-multiselectable': 'true', 'aria-label': t('grid.label') });
    container.append(this.element);
    this.element.addEventListener('load', (event) => this.#loaded(event.target), true);
    this.element.addEventListener('error', (event) => event.target.parentElement?.classList.add('broken'), true);
    this.element.addEventListener('focusin', (event) => { const cell = event.target.closest('.cell'); if (cell) this.#setCurrent(cell.index); });
    this.lastScroll = { y: 0, at: 0 };
    addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.observer = new ResizeObserver(() => this.#resized());
    this.observer.observe(this.element);
    addEventListener('resize', () => this.#resized());
  }

  /** @param {import('./results.js').Results|null} results @param {{anchor?: Anchor|null, toTop?: boolean}} [options] */
  show(results, { anchor = null, toTop = false } = {}) {
    const keep = anchor ?? (toTop ? null : this.anchor());
    const current = this.results?.columns.ids[this.current];
    this.results = results;
    this.current = toTop ? 0 : Math.max(0, results?.indexOf(current) ?? 0);
    this.sections = results ? sectionsOf(results) : null;
    this.#layOut(keep);
    if (toTop && !keep) this.scrollTo(0);
  }

  /** The topmost photo in the window, to come back to. @returns {Anchor|null} */
  anchor() {
    if (!this.rows || this.rows.count === 0) return null;
    const y = this.#y;
    if (y <= 0) return null;
    let row = rowAt(this.rows, y);
    if (this.rows.first[row] === this.rows.first[row + 1]) row++;
    const index = this.rows.first[Math.min(row, this.rows.count - 1)];
    return { id: this.results.columns.ids[index], dy: Math.round(this.rows.top[row] - y) };
  }

  /** @param {Anchor} anchor @returns {boolean} false: the photo is not here (yet) */
  scrollToAnchor(anchor) {
    const index = this.results?.indexOf(anchor.id) ?? -1;
    if (index < 0) return false;
    this.scrollTo(this.rows.top[rowOf(this.rows, index)] - anchor.dy);
    return true;
  }

  /** Puts a photo's row at the top, under its heading when it has one. */
  scrollToIndex(index) {
    const row = rowOf(this.rows, index);
    const isHeaded = row > 0 && this.rows.first[row - 1] === this.rows.first[row];
    this.scrollTo(this.rows.top[isHeaded ? row - 1 : row]);
  }

  /** @param {number} y px of the grid to stand below the bar */
  scrollTo(y) {
    const scroll = this.map.toScroll(Math.max(0, y));
    window.scrollTo({ top: scroll, behavior: 'instant' });
    // The event comes later, and rows are needed now: the focus goes to one of them.
    if (!this.map.isLong) this.map.toGrid(scrollY);
    this.#render();
  }

  /** Brings a photo into the window, as little as needed; centred when it was far away. */
  reveal(index) {
    const row = rowOf(this.rows, index);
    const top = this.rows.top[row];
    const bottom = top + this.rows.height[row];
    const y = this.#y;
    const view = this.#view;
    if (top >= y && bottom <= y + view) return;
    const isFar = bottom < y - view || top > y + 2 * view;
    const headed = row > 0 && this.rows.first[row - 1] === this.rows.first[row] ? this.rows.top[row - 1] : top;
    this.scrollTo(isFar ? top - (view - this.rows.height[row]) / 2 : top < y ? headed - this.rows.gap : bottom - view + this.rows.gap);
  }

  /** @param {number} index moves the keyboard there */
  focus(index, { reveal = true } = {}) {
    if (!this.results || index < 0 || index >= this.results.count) return;
    if (reveal) this.reveal(index);
    this.#setCurrent(index);
    this.#render();
    this.cellOf(index)?.focus({ preventScroll: true });
  }

  /** @returns {import('./cells.js').Cell|null} the element of a photo, when it is near */
  cellOf(index) {
    const row = this.mounted.get(rowOf(this.rows, index));
    return row?.cells?.[index - this.rows.first[rowOf(this.rows, index)]] ?? null;
  }

  /** The first photo that is wholly visible. */
  firstVisible() {
    let row = rowAt(this.rows, this.#y);
    while (row < this.rows.count - 1 && (this.rows.top[row] < this.#y - 1 || this.rows.first[row] === this.rows.first[row + 1])) row++;
    return this.rows.first[row];
  }

  /** Photos changed, their places did not: favourite, selection. */
  refresh() {
    for (const row of this.mounted.values()) for (const cell of row.cells ?? []) this.factory.mark(cell, this.results);
  }

  get #y() { return this.map.last + this.map.shift; }

  get #view() { return Math.max(100, innerHeight - this.#head); }

  get #head() { return this.headHeight ?? 88; }

  #layOut(anchor) {
    const hadFocus = this.element.contains(document.activeElement);
    this.factory.release(this.mounted.values());
    this.mounted.clear();
    this.stop = null;
    const width = this.element.clientWidth;
    const count = this.results?.count ?? 0;
    this.width = width;
    this.element.hidden = count === 0;
    if (count === 0 || width === 0) {
      this.rows = null;
      this.element.style.height = '0';
      this.factory.settle();
      return;
    }
    this.rows = justify(this.results.columns.ratios, this.sections.breaks, { ...sizesFor(width), width, gap: 4, heading: 44 });
    this.element.setAttribute('aria-rowcount', this.rows.count);
    this.headHeight = document.getElementById('photos')?.offsetTop ?? 88;
    this.map.resize(this.rows.total, this.#view);
    this.element.style.height = `${this.map.height}px`;
    this.map.toGrid(scrollY);
    this.current = Math.min(this.current, count - 1);
    if (!(anchor && this.scrollToAnchor(anchor))) this.#render();
    this.factory.settle();
    if (hadFocus) this.cellOf(this.current)?.focus({ preventScroll: true });
  }

  #resized() {
    if (!this.results || this.element.clientWidth === this.width) {
      if (this.rows) { this.map.resize(this.rows.total, this.#view); this.#render(); }
      return;
    }
    if (this.element.clientWidth > 0 || !this.rows) this.#layOut(this.anchor());
  }

  #scrolled() {
    const now = performance.now();
    const y = scrollY;
    if (this.element.hidden || this.element.offsetParent === null) return;
    const speed = Math.abs(y - this.lastScroll.y) / Math.max(8, now - this.lastScroll.at);
    this.lastScroll = { y, at: now };
    if (y !== this.map.last) this.map.toGrid(y);
    this.thumbs.moved(speed, this.#view);
    this.#render();
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.#rested(), 180);
  }

  #rested() {
    const better = this.map.settle(scrollY);
    if (better !== null) {
      window.scrollTo({ top: better, behavior: 'instant' });
      this.#render();
    }
    this.onMoved?.(this);
  }

  #render() {
    if (!this.rows) return;
    const y = this.#y;
    const view = this.#view;
    const beside = this.thumbs.isFast ? view * 0.25 : view * 0.75;
    const from = rowAt(this.rows, Math.max(0, y - beside));
    const to = rowAt(this.rows, y + view + beside);
    const held = this.element.contains(document.activeElement) ? rowOf(this.rows, this.current) : -1;
    for (const [row, element] of this.mounted) {
      if ((row < from || row > to) && row !== held) {
        this.mounted.delete(row);
        this.factory.recycle(element);
      }
    }
    for (let row = from; row <= to; row++) if (!this.mounted.has(row)) this.#mount(row, y, view);
    if (this.map.shift !== this.shift) {
      this.shift = this.map.shift;
      for (const [row, element] of this.mounted) this.#place(element, row);
    }
    this.#tabStop(from, to);
    this.onRendered?.(this);
  }

  #mount(row, y, view) {
    const isHeading = this.rows.first[row] === this.rows.first[row + 1];
    const isNear = this.rows.top[row] < y + view && this.rows.top[row] + this.rows.height[row] > y;
    const element = isHeading ? this.factory.headingRow(this.#headingText(row)) : this.factory.photoRow(this.results, this.rows, row, isNear);
    element.setAttribute('aria-rowindex', row + 1);
    this.#place(element, row);
    // The order of elements is the order of photos, for everything that reads the page instead of looking at it.
    let after = null;
    for (const [other, candidate] of this.mounted) if (other > row && (after === null || other < after.row)) after = { row: other, candidate };
    this.element.insertBefore(element, after?.candidate ?? null);
    this.mounted.set(row, element);
  }

  #headingText(row) {
    const index = this.rows.first[row];
    const { breaks, text } = this.sections;
    let low = 0;
    let high = breaks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle] < index) low = middle + 1;
      else high = middle;
    }
    return text(low);
  }

  #place(element, row) {
    element.style.transform = `translateY(${this.rows.top[row] - this.map.shift}px)`;
  }

  /** One photo answers to Tab: the current one, or the first in the window when the current one is far away. */
  #tabStop(from, to) {
    const row = rowOf(this.rows, this.current);
    const index = row >= from && row <= to ? this.current : this.firstVisible();
    if (this.stop && this.stop.index !== index) this.stop.tabIndex = -1;
    this.stop = this.cellOf(index);
    if (this.stop) this.stop.tabIndex = 0;
  }

  #setCurrent(index) {
    if (this.stop && this.stop.index !== index) this.stop.tabIndex = -1;
    this.current = index;
    this.stop = this.cellOf(index);
    if (this.stop) this.stop.tabIndex = 0;
  }

  /** Never enlarged: what is smaller than its cell stands in the middle of it, whole. */
  #loaded(image) {
    const cell = image.parentElement;
    cell.classList.remove('broken');
    const ratio = image.naturalWidth / image.naturalHeight;
    const isOther = Math.abs(ratio / (cell.boxWidth / cell.boxHeight) - 1) > 0.12;
    image.classList.toggle('small', isOther || image.naturalWidth < cell.boxWidth - 2 || image.naturalHeight < cell.boxHeight - 2);
    image.classList.add('on');
  }
}

/** Heights of rows, px: lower on phones, near the thumbnails' own 256 px on wide screens. */
function sizesFor(width) {
  if (width < 600) return { target: 132, min: 100, max: 190 };
  return { target: width < 1900 ? 212 : 236, min: 180, max: 256 };
}
