/** What a photo says when the pointer or the focus is on it: date, folder, similar, favourite, select. One element for all photos. */
import { el } from './dom.js';
import { formatDate, t } from './i18n.js';
import { icon } from './icons.js';
import { flag, strengthOf, unknownDay } from './layout.js';

/**
 * @param {import('./grid.js').Grid} grid
 * @param {{similar(i: number): void, favourite(i: number): void, select(i: number, isRange: boolean): void, inFolder(i: number): void}} acts
 */
export function createOverlay(grid, acts) {
  let cell = null;
  const act = (name, key, image) => el('button', {
    type: 'button', class: `over-button over-${name}`, tabindex: -1, 'aria-label': t(key), title: t(key),
    onclick: (event) => { event.stopPropagation(); acts[name](cell.index, event.shiftKey); },
  }, icon(image));
  const select = act('select', 'grid.select', 'check');
  const similar = act('similar', 'grid.similar', 'similar');
  const favourite = act('favourite', 'grid.makeFavourite', 'heart');
  const date = el('span', { class: 'over-date' });
  const strength = el('span', { class: 'over-strength' });
  const folder = el('button', { type: 'button', class: 'over-folder', tabindex: -1, onclick: (event) => { event.stopPropagation(); acts.inFolder(cell.index); } });
  const element = el('div', { class: 'over' },
    el('div', { class: 'over-top' }, select, el('span', { class: 'grow' }), similar, favourite),
    el('div', { class: 'over-bottom' }, strength, date, folder));

  grid.element.addEventListener('pointerover', (event) => { if (event.pointerType !== 'touch') put(event.target.closest('.cell')); });
  grid.element.addEventListener('pointerleave', () => put(focused()));
  grid.element.addEventListener('focusin', (event) => put(event.target.closest('.cell')));
  grid.element.addEventListener('focusout', () => setTimeout(() => { if (!cell?.matches(':hover')) put(focused()); }));

  const focused = () => (grid.element.contains(document.activeElement) && document.activeElement.matches(':focus-visible') ? document.activeElement.closest('.cell') : null);

  function put(next) {
    if (next === cell && element.isConnected && element.shownIndex === next?.index) return;
    cell = next;
    if (!cell) { element.remove(); return; }
    fill();
    cell.append(element);
    const { index } = cell;
    grid.results.load(index).then((item) => { if (cell?.index === index && item) { fill(); grid.factory.mark(cell, grid.results); } }).catch(() => { /* Without details the photo itself is still there. */ });
  }

  function fill() {
    const { results } = grid;
    const { index } = cell;
    const item = results.peek(index);
    const day = results.columns.days[index];
    const flags = results.columns.flags[index];
    element.shownIndex = index;
    element.classList.toggle('narrow', cell.boxWidth < 150);
    date.textContent = day === unknownDay ? t('grid.noDate') : formatDate(day);
    folder.textContent = item ? item.folder.split(/[/\\]/).filter(Boolean).pop() ?? item.folder : '';
    folder.title = item?.path ?? '';
    folder.hidden = !item;
    const level = strengthOf(flags);
    strength.hidden = level === 0;
    strength.dataset.level = level;
    strength.title = level ? t([null, 'grid.strong', 'grid.possibleOne', 'grid.weakOne'][level]) : '';
    const isFavourite = (flags & flag.favourite) !== 0;
    favourite.classList.toggle('on', isFavourite);
    favourite.replaceChildren(icon(isFavourite ? 'heartFull' : 'heart'));
    favourite.setAttribute('aria-pressed', String(isFavourite));
    select.setAttribute('aria-pressed', cell.getAttribute('aria-selected'));
  }

  return {
    /** The photo under the pointer or the focus; −1 when there is none. */
    get index() { return cell && element.isConnected ? cell.index : -1; },
    refresh() { if (cell && element.isConnected) fill(); },
    hide() { put(null); },
    follow() { if (cell && (!cell.isConnected || cell.index !== element.shownIndex)) put(cell.isConnected ? cell : null); },
  };
}
