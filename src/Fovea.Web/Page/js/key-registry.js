/** Which key does what, where. No words and no elements here: keys.js draws the sheet. */
import { memory } from './dom.js';

const entries = new Map();      // scope -> [{keys, text, run, parsed}]
const modal = [];               // scopes entered by something that covers the page, innermost last
let base = 'grid';

/**
 * Registers keys for a scope and gives back the function that takes them away.
 * `keys`: names as in `KeyboardEvent.key`, with "Ctrl+", "Alt+", "Shift+", "Meta+" or "Mod+" (Ctrl, on a Mac Command) before them.
 * `text`: the key of the words in the sheet; without one, or while `isOffered()` is false, the sheet does not list it. `run(event)` may return false to
 * let the key pass.
 * The scope "global" works everywhere but under a dialog or the viewer.
 */
export function registerKeys(scope, list) {
  const added = list.map(entry => ({ ...entry, parsed: entry.keys.map(parse) }));
  entries.set(scope, [...(entries.get(scope) ?? []), ...added]);
  return () => entries.set(scope, (entries.get(scope) ?? []).filter(entry => !added.includes(entry)));
}

/** The scope of the page below everything that covers it. */
export function setScope(scope) { base = scope; }

/** A scope that hides the others until the returned function is called. */
export function enterScope(scope) {
  const mark = { scope };
  modal.push(mark);
  return () => {
    const at = modal.indexOf(mark);
    if (at >= 0) modal.splice(at, 1);
  };
}

/** The entry that answers this event, or null. */
export function findKey(event) {
  const scopes = modal.length > 0 ? [modal.at(-1).scope] : [base, 'global'];
  for (const scope of scopes) {
    for (const entry of entries.get(scope) ?? []) {
      if (entry.parsed.some(key => matches(key, event))) return entry;
    }
  }
  return null;
}

/** All that has words, by scope, in the order of registration; the scope in use comes first. */
export function listKeys() {
  const current = modal.findLast(mark => mark.scope !== 'dialog')?.scope ?? base;
  return [...entries]
    .map(([scope, keys]) => ({ scope, keys: keys.filter(entry => entry.text && (entry.isOffered?.() ?? true)) }))
    .filter(group => group.keys.length > 0)
    .sort((a, b) => (b.scope === current) - (a.scope === current));
}

/** Whether the event belongs to something that takes text or moves by keys itself. */
export function isTyping(event) {
  const target = event.composedPath?.()[0] ?? event.target;
  if (!(target instanceof Element)) return false;
  if (target.isContentEditable) return true;
  const tag = target.localName;
  if (tag === 'textarea' || tag === 'select') return true;
  if (tag === 'input') return !['button', 'submit', 'reset', 'checkbox', 'image', 'file'].includes(target.type);
  if (target.closest('[role=menu],[role=listbox],[role=slider],[role=radiogroup]')) return true;
  const presses = event.key === 'Enter' || event.key === ' ';
  return presses && target.closest('button,a[href],summary,label,input') !== null;
}

/** Whether keys of one character without Ctrl, Alt or Command work. */
export const lettersWork = () => memory.get('letterKeys', true);

export const setLetters = (on) => memory.set('letterKeys', on ? null : false);

const mac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

export function parse(name) {
  const parts = name.length > 1 && name.endsWith('+') ? [...name.slice(0, -2).split('+'), '+'] : name === '+' ? ['+'] : name.split('+');
  const has = part => parts.slice(0, -1).includes(part);
  return {
    key: parts.at(-1),
    ctrl: has('Ctrl') || (has('Mod') && !mac),
    meta: has('Meta') || (has('Mod') && mac),
    alt: has('Alt'),
    shift: has('Shift'),
  };
}

export function matches(wanted, event) {
  // AltGr types characters; Windows reports it as Ctrl+Alt.
  const graph = event.getModifierState?.('AltGraph') ?? false;
  if (wanted.ctrl !== (event.ctrlKey && !graph) || wanted.meta !== event.metaKey || wanted.alt !== (event.altKey && !graph)) return false;
  const single = wanted.key.length === 1;
  if (single && !wanted.ctrl && !wanted.meta && !wanted.alt && !lettersWork()) return false;
  const letter = /^[a-z]$/i.test(wanted.key);
  // Where a symbol sits behind Shift differs between keyboards; for letters and named keys Shift is a part of the key.
  if ((!single || letter || wanted.shift) && wanted.shift !== event.shiftKey) return false;
  if (event.key.toLowerCase() === wanted.key.toLowerCase()) return true;
  return single && !isLatin(event.key) && latinOf(event) === wanted.key.toLowerCase();
}

const isLatin = key => key.length !== 1 || /^[\x20-\x7e\u00c0-\u024f]$/.test(key);

const positions = {
  Slash: ['/', '?'], Minus: ['-', '_'], Equal: ['=', '+'], Period: ['.', '>'], Comma: [',', '<'],
  NumpadAdd: ['+', '+'], NumpadSubtract: ['-', '-'],
};

// On a Greek, Cyrillic or Hebrew keyboard the key's place says which Latin letter is meant.
function latinOf(event) {
  if (/^Key[A-Z]$/.test(event.code)) return event.code.at(-1).toLowerCase();
  if (/^Digit[0-9]$/.test(event.code)) return event.code.at(-1);
  return positions[event.code]?.[event.shiftKey ? 1 : 0] ?? null;
}
