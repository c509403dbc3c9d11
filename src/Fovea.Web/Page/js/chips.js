/** What is added, subtracted and filtered, as chips in the box. A term's weight is changed in place. */
import { api } from './api.js';
import { dateText } from './date-range.js';
import { el } from './dom.js';
import { formatNumber, t } from './i18n.js';
import { icon } from './icons.js';
import { attachPopover } from './popover.js';
import { versionText } from './layout.js';

/** @param {{store: object, set(patch: object): void, back(): void}} parts back: where the focus goes when the last chip leaves */
export function createChips({ store, set, back }) {
  const element = el('ul', { class: 'chips', 'aria-label': t('search.chips') });
  let chosen = null; // the term whose weight is open
  const weigh = el('button', { type: 'button', hidden: true, tabindex: -1 });
  const panel = attachPopover(weigh, { label: t('search.weight'), class: 'weight', fill: fillWeight, closed: returnFocus, anchor: () => [...element.children].find((one) => chosen && one.term && same(one.term, chosen)) });
  element.after(weigh);

  element.addEventListener('keydown', (event) => {
    const buttons = [...element.querySelectorAll('.chip-main, .chip-close')];
    const at = buttons.indexOf(document.activeElement);
    const chip = document.activeElement.closest('.chip');
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) { if (at + by >= buttons.length) back(); else buttons[at + by]?.focus(); }
    else if (event.key === 'Delete' || event.key === 'Backspace') chip?.querySelector('.chip-close').click();
    else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && chip?.term) change(chip.term, chip.term.weight + (event.key === 'ArrowUp' ? 0.25 : -0.25));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  store.on(['state'], ({ state }) => draw(state));

  function draw(state) {
    const focused = [...element.querySelectorAll('button')].indexOf(document.activeElement);
    const all = [...state.terms.map(termChip), ...filterChips(state)];
    element.replaceChildren(...all);
    element.hidden = all.length === 0;
    if (focused >= 0) {
      const buttons = element.querySelectorAll('button');
      if (buttons.length > 0) buttons[Math.min(focused, buttons.length - 1)].focus();
      else back();
    }
  }

  function termChip(term) {
    const name = nameOf(term);
    const amount = Math.abs(term.weight);
    const sign = term.weight < 0 ? '−' : '+';
    const weight = amount === 1 ? '' : `×${formatNumber(amount)}`;
    const main = el('button', {
      type: 'button', class: 'chip-main', 'aria-haspopup': 'dialog', 'aria-label': t(term.weight < 0 ? 'search.lessOf' : 'search.moreOf', { name, weight: formatNumber(term.weight) }),
      onclick: () => { chosen = term; panel.showPopover({ source: main }); },
    }, term.kind === 'text' ? `${sign}${term.value}` : sign, term.kind === 'text' ? null : thumbnail(term), weight ? el('span', { class: 'chip-weight' }, weight) : null);
    return Object.assign(chip(main, name, () => set({ terms: store.now.state.terms.filter((one) => !same(one, term)) }), term.weight < 0 ? 'less' : 'more'), { term });
  }

  /** A changed weight drew the chip anew: the browser cannot give the focus back to the one that opened the panel. */
  function returnFocus() {
    const at = document.activeElement;
    if ((at !== document.body && !panel.contains(at)) || !chosen) return;
    [...element.children].find((one) => one.term && same(one.term, chosen))?.querySelector('.chip-main').focus();
  }

  function filterChips(state) {
    const list = (name, say, image) => state[name].map((value) => filterChip(say(value), image, { [name]: state[name].filter((one) => one !== value) }, value));
    return [
      ...list('folders', (path) => path.split(/[/\\]/).filter(Boolean).pop() ?? path, 'folder'),
      state.from || state.before ? filterChip(dateText(state), 'calendar', { from: '', before: '' }) : null,
      ...list('cameras', (value) => value, 'camera'),
      ...list('formats', (value) => t(`filter.format.${value}`), 'picture'),
      ...list('shapes', (value) => t(`filter.shape.${value}`), 'picture'),
      state.favourite ? filterChip(t('filter.favourites'), 'heart', { favourite: false }) : null,
      state.offline ? filterChip(t(`filter.offline.${state.offline}`), 'away', { offline: '' }) : null,
    ].filter(Boolean);
  }

  function filterChip(text, image, patch, title = text) {
    return chip(el('span', { class: 'chip-main', title }, icon(image), el('bdi', {}, text)), text, () => set(patch), 'filter');
  }

  function chip(main, name, remove, kind) {
    return el('li', { class: `chip ${kind}` }, main, el('button', { type: 'button', class: 'chip-close', 'aria-label': t('search.remove', { name }), onclick: remove }, icon('close')));
  }

  function fillWeight() {
    const term = chosen;
    if (!term) return;
    const value = el('output', { class: 'weight-value' }, formatNumber(term.weight));
    const range = el('input', {
      type: 'range', min: -1, max: 1, step: 0.25, value: term.weight, 'aria-label': t('search.weight'), 'aria-valuetext': formatNumber(term.weight), autofocus: true,
      oninput: () => { value.textContent = formatNumber(Number(range.value)); range.setAttribute('aria-valuetext', value.textContent); },
      onchange: () => change(term, Number(range.value)),
    });
    const step = (by) => { range.value = String(Number(range.value) + by); range.dispatchEvent(new Event('input')); range.dispatchEvent(new Event('change')); };
    panel.replaceChildren(
      el('p', { class: 'weight-name' }, nameOf(term)),
      el('div', { class: 'weight-row' },
        el('button', { type: 'button', class: 'icon-button', 'aria-label': t('search.weightDown'), onclick: () => step(-0.25) }, icon('minus')), range,
        el('button', { type: 'button', class: 'icon-button', 'aria-label': t('search.weightUp'), onclick: () => step(0.25) }, icon('plus')), value),
      el('p', { class: 'weight-ends meta' }, el('span', {}, t('search.weightLess')), el('span', {}, t('search.weightMore'))),
    );
  }

  /** Nothing of a photo is no term: zero is passed over. */
  function change(term, weight) {
    let next = Math.max(-1, Math.min(1, weight));
    if (next === 0) next = term.weight > 0 ? -0.25 : 0.25;
    const changed = { ...term, weight: next };
    if (chosen && same(chosen, term)) chosen = changed;
    set({ terms: store.now.state.terms.map((one) => (same(one, term) ? changed : one)) });
  }

  return {
    element,
    focusLast() {
      const last = [...element.querySelectorAll('.chip-close')].pop();
      last?.focus();
      return Boolean(last);
    },
  };
}

const same = (a, b) => a.kind === b.kind && a.value === b.value;

const nameOf = (term) => (term.kind === 'text' ? term.value : t(term.kind === 'photo' ? 'search.aPhoto' : 'search.aPicture'));

function thumbnail(term) {
  const image = el('img', { alt: '', class: 'chip-picture', decoding: 'async', src: term.kind === 'photo' ? api.thumbnailUrl(term.value, versionText(0)) : api.pictureThumbnailUrl(term.value) });
  image.addEventListener('error', () => image.replaceWith(icon('picture')));
  return image;
}
