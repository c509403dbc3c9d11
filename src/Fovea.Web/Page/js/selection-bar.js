/** What can be done with the selected photos; there while any are selected. */
import { el } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';

/** @param {import('./selection.js').Selection} selection @param {{actions: object, isFavourite(): boolean, selectAll(): void, closed(): void}} parts */
export function createSelectionBar(selection, { actions, isFavourite, selectAll, closed }) {
  const count = el('span', { class: 'selection-count', role: 'status' });
  const act = (key, image, run) => el('button', { type: 'button', class: 'button quiet', onclick: run, title: t(key) }, icon(image), el('span', { class: 'word' }, t(key)));
  const favourite = act('select.favourite', 'heart', () => actions.favourite(selection.ids, !isFavourite()));
  const copies = act('select.export', 'export', () => actions.export(selection.ids));
  const trash = act('select.trash', 'trash', () => actions.trash(selection.ids));
  const bar = el('div', { class: 'selection-bar', role: 'region', 'aria-label': t('select.label'), hidden: true },
    el('button', { type: 'button', class: 'icon-button', 'aria-label': t('select.clear'), title: t('select.clear'), onclick: () => { selection.clear(); closed(); } }, icon('close')),
    count, act('select.all', 'check', selectAll), el('span', { class: 'grow' }), favourite, copies, trash);
  document.body.append(bar);

  const draw = () => {
    bar.hidden = selection.size === 0;
    document.documentElement.classList.toggle('selecting', selection.size > 0);
    count.textContent = selection.size ? t('select.count', { n: selection.size }) : '';
    copies.hidden = !actions.can.files;
    trash.hidden = !actions.can.trash;
    if (selection.size === 0) return;
    const isOn = isFavourite();
    favourite.firstChild.replaceWith(icon(isOn ? 'heartFull' : 'heart'));
    favourite.setAttribute('aria-pressed', String(isOn));
  };
  selection.addEventListener('change', draw);
  addEventListener('fovea:can', draw);
  return { draw };
}
