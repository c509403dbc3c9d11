/** The keys of the page: one registry, so that the sheet behind "?" lists exactly what works. */
import { t } from './i18n.js';
import { sheet } from './dialogs.js';
import { el } from './dom.js';
import { freshId } from './ids.js';
import { findKey, isTyping, listKeys, setLetters, lettersWork } from './key-registry.js';

export { enterScope, registerKeys, setScope } from './key-registry.js';

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  if (isTyping(event)) return;
  const key = findKey(event);
  if (!key) {
    if (event.key === '?' && lettersWork()) { event.preventDefault(); showKeys(); }
    return;
  }
  if (key.run(event) !== false) event.preventDefault();
});

let others = async () => { /* All keys are registered. */ };

/** @param {() => Promise<unknown>} load brings the keys of parts that are loaded when they are needed: the sheet lists them too */
export const beforeShowing = (load) => { others = load; };

/** Opens the sheet with all keys, grouped by where they work. */
export async function showKeys() {
  await others().catch(() => { /* The keys that are here can be shown without the others. */ });
  if (document.querySelector('.keys-sheet')) return;
  const filter = el('input', { type: 'search', class: 'field', placeholder: t('keys.filter'), 'aria-label': t('keys.filter'), autocomplete: 'off', autofocus: true });
  const groups = el('div', { class: 'keys-groups' });
  const none = el('p', { class: 'quiet-text', role: 'status' });
  const draw = () => {
    const wanted = filter.value.trim().toLocaleLowerCase();
    groups.replaceChildren(...listKeys().map((group) => drawGroup(group, wanted)).filter(Boolean));
    none.textContent = groups.childElementCount ? '' : t('keys.none');
  };
  filter.addEventListener('input', draw);
  draw();
  sheet({ title: t('keys.title'), className: 'keys-sheet', content: [filter, groups, none, lettersSwitch()] });
}

function drawGroup({ scope, keys }, wanted) {
  const title = t(`keys.scope.${scope}`);
  const rows = keys
    .map(({ keys: names, text }) => ({ names: names.filter((name) => name !== ''), words: t(text) }))
    .filter(({ names, words }) => !wanted || `${words} ${names.join(' ')} ${title}`.toLocaleLowerCase().includes(wanted))
    .map(({ names, words }) => el('div', { class: 'keys-row' },
      el('dt', {}, ...names.flatMap((name, i) => [i > 0 ? ' ' : null, el('span', { class: 'keys-one' }, ...drawKey(name))])),
      el('dd', {}, words)));
  if (rows.length === 0) return null;
  return el('section', { class: 'keys-group' }, el('h3', {}, title), el('dl', {}, ...rows));
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
const symbols = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', ...(mac ? { Mod: '⌘' } : {}), '-': '−' };

function drawKey(name) {
  const parts = name === '+' ? ['+'] : name.split('+').map((part) => part || '+');
  return parts.flatMap((part, i) => {
    const key = `keys.name.${part === 'Mod' ? 'Ctrl' : part}`;
    const words = t(key);
    const text = symbols[part] ?? (words === key ? (part.length === 1 ? part.toUpperCase() : part) : words);
    return [i > 0 ? '+' : null, el('kbd', {}, text)];
  });
}

// Speech input types letters by accident, so that keys of one character can be switched off (WCAG 2.1.4).
function lettersSwitch() {
  const id = freshId('letters');
  const box = el('input', { type: 'checkbox', id, checked: lettersWork(), onchange: () => setLetters(box.checked) });
  return el('p', { class: 'check' }, box, el('label', { for: id }, t('keys.letters')));
}
