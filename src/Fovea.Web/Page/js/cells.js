/** Elements of the grid: rows and cells are made once and used again for other photos. */
import { api } from './api.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { formatDate, t } from './i18n.js';
import { cellsOf } from './justified.js';
import { cssColour, flag, strengthOf, unknownDay, versionText } from './layout.js';

const strengthKeys = [null, 'grid.strong', 'grid.possibleOne', 'grid.weakOne'];

/** @typedef {HTMLElement & {index: number, image: HTMLImageElement}} Cell */

export class CellFactory {
  /** @param {import('./thumbs.js').ThumbLoader} thumbs @param {{has(id: number): boolean}} selection */
  constructor(thumbs, selection) {
    this.thumbs = thumbs;
    this.selection = selection;
    this.rows = [];
    this.headings = [];
    this.cells = [];
    /** @type {Map<string, Cell>} by the picture they show, while rows are laid out anew */
    this.spare = new Map();
  }

  /** @returns {HTMLElement & {cells: Cell[]}} */
  photoRow(results, rows, row, isNear) {
    const element = this.rows.pop() ?? Object.assign(el('div', { role: 'row', class: 'row' }), { cells: [] });
    const from = rows.first[row];
    const places = cellsOf(rows, results.columns.ratios, row);
    while (element.cells.length > places.length) this.#drop(element.cells.pop());
    element.style.height = `${rows.height[row]}px`;
    places.forEach((place, at) => {
      const index = from + at;
      const url = api.thumbnailUrl(results.columns.ids[index], versionText(results.columns.versions[index]));
      let cell = element.cells[at];
      if (!cell) {
        cell = this.spare.get(url) ?? this.cells.pop() ?? makeCell();
        this.spare.delete(url);
        element.cells.push(cell);
        element.append(cell);
      }
      cell.style.insetInlineStart = `${place.x}px`;
      cell.style.width = `${place.width}px`;
      cell.boxWidth = place.width;
      cell.boxHeight = rows.height[row];
      this.show(cell, results, index, url, at + 1, isNear);
    });
    return element;
  }

  headingRow(text) {
    const element = this.headings.pop() ?? makeHeading();
    element.label.textContent = text;
    return element;
  }

  /** The row left the neighbourhood of the window. */
  recycle(element) {
    element.remove();
    if (element.cells) {
      for (const cell of element.cells) this.#blank(cell);
      this.rows.push(element);
    } else {
      this.headings.push(element);
    }
  }

  /** All rows are laid out anew: a photo that is still near keeps its element and its picture. */
  release(elements) {
    for (const element of elements) {
      element.remove();
      if (element.cells) {
        for (const cell of element.cells.splice(0)) {
          cell.remove();
          this.spare.set(cell.url, cell);
        }
        this.rows.push(element);
      } else {
        this.headings.push(element);
      }
    }
  }

  /** After `release` and the rows that followed it. */
  settle() {
    for (const cell of this.spare.values()) this.#drop(cell);
    this.spare.clear();
  }

  /** @param {Cell} cell */
  show(cell, results, index, url, column, isNear) {
    const { columns } = results;
    cell.index = index;
    cell.tabIndex = -1;
    cell.setAttribute('aria-colindex', column);
    if (cell.url !== url) {
      cell.url = url;
      cell.style.backgroundColor = cssColour(columns.colours[index]);
      cell.classList.remove('broken');
      this.thumbs.request(cell.image, url, isNear);
    }
    this.mark(cell, results);
  }

  /** What may change while the photo stays: label, marks, selection. @param {Cell} cell */
  mark(cell, results) {
    const flags = results.columns.flags[cell.index];
    cell.setAttribute('aria-label', labelOf(results, cell.index));
    cell.setAttribute('aria-selected', this.selection.has(results.columns.ids[cell.index]));
    const marks = flags & (flag.offline | flag.favourite);
    if (cell.flags === marks) return;
    cell.flags = marks;
    cell.classList.toggle('offline', (flags & flag.offline) !== 0);
    cell.marks.replaceChildren(...[(flags & flag.offline) && icon('away'), (flags & flag.favourite) && icon('heartFull')].filter(Boolean));
  }

  #blank(cell) {
    this.thumbs.cancel(cell.image);
    cell.url = null;
  }

  #drop(cell) {
    this.#blank(cell);
    cell.remove();
    this.cells.push(cell);
  }
}

/** What a screen reader says of a photo: name when it is known, date, strength, marks. */
export function labelOf(results, index) {
  const { columns } = results;
  const day = columns.days[index];
  const flags = columns.flags[index];
  return [
    results.peek(index)?.name ?? t('grid.photo', { n: index + 1 }),
    day === unknownDay ? t('grid.noDate') : formatDate(day),
    strengthKeys[strengthOf(flags)] && t(strengthKeys[strengthOf(flags)]),
    flags & flag.favourite && t('grid.favourite'),
    flags & flag.offline && t('grid.offline'),
  ].filter(Boolean).join(', ');
}

function makeCell() {
  const image = el('img', { alt: '', decoding: 'async', draggable: 'true' });
  const marks = el('span', { class: 'marks' });
  return Object.assign(el('div', { role: 'gridcell', class: 'cell', tabindex: -1 }, image, marks), { image, marks, index: -1, url: null, flags: 0 });
}

function makeHeading() {
  const label = el('span', { class: 'heading-text' });
  return Object.assign(el('div', { role: 'row', class: 'row heading' }, el('div', { role: 'rowheader', class: 'heading-cell' }, label)), { label });
}
