/** The Filter panel: folders, dates, cameras, formats, shapes, favourites, drives that are away. Each choice counts at once. */
import { api } from './api.js';
import { endOf, readDate, startAfter } from './date-range.js';
import { el } from './dom.js';
import { formatNumber, t } from './i18n.js';
import { icon } from './icons.js';
import { attachPopover } from './popover.js';
import { countFilters } from './url-state.js';

/** @param {{store: object, facts: import('./facts.js').Facts, set(patch: object): void}} parts */
export function createFilters({ store, facts, set }) {
  const count = el('span', { class: 'badge', hidden: true });
  const words = el('span', { class: 'filter-word' }, t('filter.button'));
  const button = el('button', { type: 'button', class: 'button quiet filter-button', 'aria-label': t('filter.button') }, icon('filter'), words, count);
  let isOpen = false;
  const panel = attachPopover(button, { label: t('filter.button'), class: 'filters', fill: () => { isOpen = true; draw(); facts.load().then(() => { if (isOpen && !panel.querySelector('.filters-body')) { draw(); panel.querySelector('input')?.focus({ preventScroll: true }); } }); }, closed: () => { isOpen = false; } });

  store.on(['state'], ({ state }) => {
    const n = countFilters(state);
    count.hidden = n === 0;
    count.textContent = String(n);
    button.setAttribute('aria-label', n ? t('filter.buttonOn', { n }) : t('filter.button'));
    if (isOpen) sync(state);
  });

  /** The button goes with the last filter, so the focus moves on. */
  function clear() {
    panel.querySelector('input')?.focus({ preventScroll: true });
    set({ folders: [], from: '', before: '', cameras: [], formats: [], shapes: [], offline: '', favourite: false });
  }

  const toggled = (list, value) => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]);

  function draw() {
    const { state } = store.now;
    const { facets } = facts;
    const choices = (name, items, say) => items.map(({ value, count: n }) => check(say(value), n, (now) => now[name].includes(value), () => set({ [name]: toggled(store.now.state[name], value) })));
    panel.replaceChildren(
      el('div', { class: 'filters-head' }, el('h2', {}, t('filter.title')),
        live(el('button', { type: 'button', class: 'button quiet', onclick: clear }, t('filter.clear')), (node, now) => { node.hidden = countFilters(now) === 0; })),
      facets ? el('div', { class: 'filters-body' },
        group(t('filter.date'), dates(facets)),
        facts.folders.length ? group(t('filter.folder'), folderTree()) : null,
        facets.cameras.length ? group(t('filter.camera'), el('div', { class: 'choices tall' }, ...choices('cameras', facets.cameras, (value) => value))) : null,
        group(t('filter.shape'), el('div', { class: 'choices' }, ...choices('shapes', facets.shapes, (value) => t(`filter.shape.${value}`)))),
        facets.formats.length > 1 ? group(t('filter.format'), el('div', { class: 'choices' }, ...choices('formats', facets.formats, formatName))) : null,
        group(t('filter.more'), el('div', { class: 'choices' },
          check(t('filter.favourites'), facets.favourites, (now) => now.favourite, () => set({ favourite: !store.now.state.favourite })),
          facets.offline > 0 || state.offline ? check(t('filter.offline.true'), facets.offline, (now) => now.offline === 'true', () => set({ offline: store.now.state.offline === 'true' ? '' : 'true' })) : null,
          facets.offline > 0 || state.offline ? check(t('filter.offline.false'), facets.total - facets.offline, (now) => now.offline === 'false', () => set({ offline: store.now.state.offline === 'false' ? '' : 'false' })) : null)),
      ) : el('p', { class: 'meta' }, t('filter.loading')),
    );
    sync(state);
  }

  /** What is drawn follows the state without being drawn anew: focus, scroll and open folders stay. */
  function sync(state) {
    for (const node of panel.querySelectorAll('[data-live]')) node.follow(node, state);
  }

  function dates(facets) {
    const from = dateField(t('filter.from'), (now) => now.from, (value) => set({ from: value }));
    const to = dateField(t('filter.to'), (now) => now.before && endOf(now.before), (value) => set({ before: value ? startAfter(value) : '' }));
    const years = facets.years.map(({ value, count: n }) => {
      const isOn = (now) => now.from === value && now.before === startAfter(value);
      return live(el('button', { type: 'button', class: 'year', title: t('grid.photos', { n }), onclick: () => set(isOn(store.now.state) ? { from: '', before: '' } : { from: value, before: startAfter(value) }) }, value),
        (node, now) => node.setAttribute('aria-pressed', String(isOn(now))));
    });
    return el('div', {}, el('div', { class: 'date-fields' }, from, to), el('div', { class: 'years' }, ...years));
  }

  function dateField(label, value, change) {
    const input = el('input', { class: 'field', type: 'text', inputmode: 'numeric', placeholder: t('filter.dateExample'), autocomplete: 'off', onchange: () => {
      const date = readDate(input.value);
      const isWrong = input.value.trim() !== '' && date === '';
      input.setAttribute('aria-invalid', String(isWrong));
      if (!isWrong) change(date);
    } });
    live(input, (node, now) => { if (document.activeElement !== node || value(now)) node.value = value(now); });
    return el('label', { class: 'date-field' }, el('span', { class: 'meta' }, label), input);
  }

  function folderTree() {
    const list = el('ul', { class: 'choices tall folders' });
    const row = (folder) => {
      const inside = el('ul', { class: 'folders', hidden: true });
      const opener = el('button', { type: 'button', class: 'icon-button small opener', 'aria-expanded': 'false', 'aria-label': t('filter.openFolder', { name: folder.name }), onclick: async () => {
        const isNow = opener.getAttribute('aria-expanded') !== 'true';
        opener.setAttribute('aria-expanded', String(isNow));
        inside.hidden = !isNow;
        if (isNow && inside.childElementCount === 0) {
          const children = await api.folders(folder.path).catch(() => []);
          inside.replaceChildren(...children.map((child) => row(child)));
          if (children.length === 0) opener.disabled = true;
          sync(store.now.state);
        }
      } }, icon('down'));
      const choice = check(folder.name, folder.count, (now) => now.folders.includes(folder.path), () => set({ folders: toggled(store.now.state.folders, folder.path) }), folder.path);
      return el('li', {}, el('div', { class: 'folder-row' }, opener, choice), inside);
    };
    const roots = facts.folders.filter((folder) => !facts.folders.some((other) => other !== folder && (folder.path.startsWith(`${other.path}/`) || folder.path.startsWith(`${other.path}\\`))));
    list.append(...roots.map((folder) => row(folder)));
    return list;
  }

  return { button };
}

/** Formats are names that people know from file endings. */
export function formatName(value) {
  const key = `filter.format.${value}`;
  const text = t(key);
  return text === key ? value.toUpperCase() : text;
}

function group(title, content) {
  return el('fieldset', { class: 'filter-group' }, el('legend', {}, title), content);
}

function check(text, n, isOn, change, title = text) {
  const box = live(el('input', { type: 'checkbox', onchange: change }), (node, now) => { node.checked = isOn(now); });
  return el('label', { class: 'choice', title }, box, el('bdi', { class: 'choice-text' }, text), el('span', { class: 'meta' }, formatNumber(n)));
}

/** An element that shows the state: `follow(node, state)` is called whenever it changes. */
function live(node, follow) {
  node.dataset.live = '';
  return Object.assign(node, { follow });
}
