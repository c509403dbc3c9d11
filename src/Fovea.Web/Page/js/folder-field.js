/** A field for a folder's path that offers the folders which begin as typed (the combobox pattern of ARIA 1.2). */
import { t } from './i18n.js';
import { debounce, el } from './dom.js';
import { icon } from './icons.js';
import { freshId } from './ids.js';

const waitMs = 120;

/**
 * `complete(typed) -> Promise<[{path, name}]>` answers with folders only. Picking one types it with its separator, so that the next
 * list is of what lies inside. Gives `{element, value, focus(), setInvalid(on), suggest()}`.
 */
export function createFolderField({ label, value = '', complete, describedBy = null, placeholder = null, labelHidden = false }) {
  const ids = { field: freshId('folder'), list: freshId('folders') };
  const input = el('input', {
    type: 'text', class: 'field', id: ids.field, value, placeholder, role: 'combobox', 'aria-expanded': 'false', 'aria-controls': ids.list,
    'aria-autocomplete': 'list', 'aria-describedby': describedBy, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go', dir: 'ltr',
  });
  const list = el('ul', { class: 'folder-list', id: ids.list, role: 'listbox', 'aria-label': t('folder.list'), hidden: true });
  const count = el('span', { class: 'hidden-text', role: 'status' });
  const element = el('div', { class: 'field-group folder-field' },
    el('label', { for: ids.field, class: labelHidden ? 'hidden-text' : null }, label), input, list, count);
  let items = [];
  let active = -1;
  let turn = 0;

  async function fill() {
    const mine = ++turn;
    let found;
    // The list is a help: without it the field still takes what is typed, and the submit says what is wrong.
    try { found = await complete(input.value); } catch { found = []; }
    if (mine !== turn || document.activeElement !== input) return;
    items = found;
    active = -1;
    draw();
  }

  function draw() {
    list.replaceChildren(...items.map((item, i) => el('li', {
      class: 'folder-option', role: 'option', id: `${ids.list}-${i}`, 'aria-selected': String(i === active), title: item.path,
      onpointerdown: (event) => { event.preventDefault(); pick(i); },
    }, icon('folder'), el('bdi', {}, item.name), el('span', { class: 'folder-where meta', dir: 'ltr' }, parentOf(item.path)))));
    const open = items.length > 0;
    list.hidden = !open;
    input.setAttribute('aria-expanded', String(open));
    count.textContent = open ? t('folder.count', { n: items.length }) : '';
    mark();
  }

  function mark() {
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active < 0) { input.removeAttribute('aria-activedescendant'); return; }
    const option = list.children[active];
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function pick(i) {
    const { path } = items[i];
    const separator = separatorOf(path);
    input.value = path.endsWith(separator) ? path : path + separator;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.setSelectionRange(input.value.length, input.value.length);
    input.scrollLeft = input.scrollWidth;
  }

  function close() {
    turn++;
    fillLater.cancel();
    items = [];
    active = -1;
    draw();
  }

  const fillLater = debounce(fill, waitMs);
  input.addEventListener('input', () => { input.removeAttribute('aria-invalid'); fillLater(); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (items.length === 0) { fill(); return; }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active = active < 0 ? (step > 0 ? 0 : items.length - 1) : (active + step + items.length) % items.length;
      mark();
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'Escape' && items.length > 0) {
      event.preventDefault();         // the first Esc closes the list, the second what is around it
      event.stopPropagation();
      close();
    }
  });

  return {
    element,
    input,
    get value() { return trimSeparator(input.value.trim()); },
    set value(text) { input.value = text; },
    focus() { input.focus(); input.setSelectionRange(input.value.length, input.value.length); },
    suggest: fill,
    setInvalid(on) { input.setAttribute('aria-invalid', String(on)); },
  };
}

const separatorOf = (path) => /^[A-Za-z]:|^\\\\/.test(path) ? '\\' : '/';

function parentOf(path) {
  const cut = path.lastIndexOf(separatorOf(path));
  return cut > 0 ? path.slice(0, cut) : '';
}

// "/" and "C:\" are folders; behind any other a separator says nothing.
export const trimSeparator = (path) => path.length > 1 && !/^[A-Za-z]:[\\/]$/.test(path) ? path.replace(/[\\/]+$/, '') || path.slice(0, 1) : path;
