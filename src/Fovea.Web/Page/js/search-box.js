/** The box: words, chips, suggestions, filters. It tells what the person wants; it does not search. */
import { createChips } from './chips.js';
import { debounce, el } from './dom.js';
import { createFilters } from './filters.js';
import { icon } from './icons.js';
import { t } from './i18n.js';
import { recent, suggest } from './suggestions.js';

const pause = 120; // ms without a key before a search

/**
 * @param {HTMLElement} place what stands there until the script is here
 * @param {{store: object, facts: import('./facts.js').Facts, type(q: string): void, commit(q: string): void, set(patch: object): void, pickPicture(file: File): void, toPhotos(): void}} parts
 */
export function createSearchBox(place, { store, facts, type, commit, set, pickPicture, toPhotos }) {
  const input = el('input', {
    class: 'search-input', type: 'search', name: 'q', id: 'q', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'suggestions', 'aria-autocomplete': 'list',
    'aria-label': t('search.label'), placeholder: t('search.placeholder'), autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search', maxlength: 1000,
  });
  const list = el('ul', { id: 'suggestions', class: 'suggestions', role: 'listbox', 'aria-label': t('search.suggestions'), hidden: true });
  const clear = el('button', { type: 'button', class: 'icon-button small', 'aria-label': t('search.clear'), hidden: true, onclick: () => { wipe(); input.focus(); } }, icon('close'));
  const file = el('input', { type: 'file', accept: 'image/*,.heic,.heif,.nef,.cr2,.cr3,.arw,.dng', hidden: true, tabindex: -1, 'aria-hidden': 'true', onchange: () => { if (file.files[0]) pickPicture(file.files[0]); file.value = ''; } });
  const picture = el('button', { type: 'button', class: 'icon-button small', 'aria-label': t('search.byPicture'), title: t('search.byPicture'), onclick: () => file.click() }, icon('camera'));
  const chips = createChips({ store, set, back: () => input.focus() });
  const filters = createFilters({ store, facts, set });
  const box = el('div', { class: 'search-box' }, icon('search'), input, clear, chips.element, picture, filters.button);
  const form = el('form', { class: 'search', role: 'search', onsubmit: (event) => { event.preventDefault(); enter(); } }, box, list, file);
  place.replaceWith(form);

  let offered = [];
  let active = -1;
  let isComposing = false;
  let isOpen = false;
  const later = debounce((q) => type(q), pause);

  input.addEventListener('compositionstart', () => { isComposing = true; later.cancel(); });
  input.addEventListener('compositionend', () => { isComposing = false; typed(); });
  input.addEventListener('input', () => { if (!isComposing) typed(); });
  input.addEventListener('focus', () => facts.load().then(() => { if (isOpen) draw(); }));
  input.addEventListener('click', () => open());
  input.addEventListener('blur', () => { later.now(input.value); close(); });
  input.addEventListener('keydown', pressed);

  function typed() {
    clear.hidden = input.value === '';
    later(input.value);
    active = -1;
    open();
  }

  function wipe() {
    input.value = '';
    clear.hidden = true;
    later.now('');
    close();
  }

  function enter() {
    later.cancel();
    if (active >= 0) {
      pick(offered[active]);
      return;
    }
    recent.add(input.value);
    commit(input.value);
    close();
  }

  function pressed(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if ((key === 'ArrowDown' || key === 'ArrowUp') && event.altKey) (key === 'ArrowDown' ? open : close)();
    else if (key === 'ArrowDown' && !isOpen && input.value) toPhotos();
    else if (key === 'ArrowDown') { if (isOpen) move(1); else open(); }
    else if (key === 'ArrowUp' && isOpen) move(-1);
    else if (key === 'Escape' && isOpen) close();
    else if (key === 'Escape' && input.value) wipe();
    else if (key === 'Escape') input.blur();
    else if (key === 'Backspace' && input.value === '' && chips.focusLast()) close();
    else if (key === 'Delete' && event.shiftKey && offered[active]?.forget) { recent.forget(offered[active].forget); active = -1; draw(); }
    else return;
    event.preventDefault();
  }

  function move(by) {
    active = active + by >= offered.length ? -1 : active + by < -1 ? offered.length - 1 : active + by;
    mark();
  }

  function open() {
    isOpen = true;
    draw();
  }

  function close() {
    isOpen = false;
    active = -1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function draw() {
    offered = suggest(input.value, { facets: facts.facets, folders: facts.folders, state: store.now.state });
    let group = '';
    list.replaceChildren(...offered.map((one, i) => {
      const isFirst = one.group !== group;
      group = one.group;
      return el('li', { role: 'option', id: `suggestion-${i}`, class: `suggestion${isFirst && i > 0 ? ' first' : ''}`, 'aria-selected': 'false', onpointerdown: (event) => event.preventDefault(), onclick: () => pick(one) },
        icon(one.icon), el('span', { class: 'suggestion-text' }, one.text), one.note ? el('span', { class: 'meta' }, one.note) : null);
    }));
    // While somebody types, the photos are what they look at: what is offered then is one line above them.
    const isStrip = input.value.trim() !== '';
    list.classList.toggle('strip', isStrip);
    list.setAttribute('aria-orientation', isStrip ? 'horizontal' : 'vertical');
    list.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark();
  }

  function mark() {
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', `suggestion-${active}`);
      list.children[active]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  function pick(one) {
    later.cancel();
    close();
    if (one.patch) set({ q: one.q, ...one.patch });
    else {
      recent.add(one.q);
      input.value = one.q;
      commit(one.q);
    }
    clear.hidden = input.value === '';
  }

  return {
    input,
    focus: () => { input.focus(); input.select(); },
    /** Shows the words of an address; not while somebody types: what they typed since is newer. */
    sync(q) {
      later.cancel();
      if (!isComposing) input.value = q;
      clear.hidden = input.value === '';
    },
  };
}
