/** Short notes at the edge of the window: what happened, and often the way back. */
import { t } from './i18n.js';
import { el } from './dom.js';
import { icon } from './icons.js';

const region = el('section', { class: 'toasts' });
const said = el('div', { class: 'hidden-text', role: 'status', 'aria-live': 'polite' });
region.append(said);
const most = 3;

/**
 * Shows a note. `action` is `{text, run}`; a note with an action stays longer (10 s instead of 5) and every note stays while the pointer or
 * the focus is on it. `timeout` in milliseconds; 0 keeps it until it is closed. Gives `{close()}`.
 */
export function toast({ text, action = null, timeout = action ? 10000 : 5000 }) {
  place();
  region.setAttribute('aria-label', t('toast.region'));
  const note = el('div', { class: 'toast' }, el('p', { class: 'toast-text' }, text));
  let left = timeout;
  let since = 0;
  let timer = 0;
  const holds = new Set();

  const close = () => {
    clearTimeout(timer);
    if (note.contains(document.activeElement)) back?.focus?.({ preventScroll: true });
    note.remove();
  };
  const go = () => {
    if (timeout === 0 || holds.size > 0) return;
    since = performance.now();
    timer = setTimeout(close, left);
  };
  const hold = (why) => {
    if (holds.size === 0) { clearTimeout(timer); left = Math.max(1500, left - (performance.now() - since)); }
    holds.add(why);
  };
  const release = (why) => { if (holds.delete(why)) go(); };

  let back = null;
  if (action) {
    note.append(el('button', { type: 'button', class: 'toast-action', onclick: () => { close(); action.run(); } }, action.text));
  }
  note.append(el('button', { type: 'button', class: 'icon-button toast-close', 'aria-label': t('toast.close'), onclick: close }, icon('close')));
  note.addEventListener('pointerenter', () => hold('pointer'));
  note.addEventListener('pointerleave', () => release('pointer'));
  note.addEventListener('focusin', (event) => { if (event.relatedTarget instanceof HTMLElement && !note.contains(event.relatedTarget)) back = event.relatedTarget; hold('focus'); });
  note.addEventListener('focusout', (event) => { if (!note.contains(event.relatedTarget)) release('focus'); });

  region.append(note);
  const notes = region.querySelectorAll('.toast');
  for (let i = 0; i < notes.length - most; i++) notes[i].remove();
  // The live region must be in the page before its text changes, or screen readers stay silent.
  said.textContent = '';
  setTimeout(() => { said.textContent = action ? `${text} ${t('toast.hint', { action: action.text })}` : text; }, 60);
  go();
  return { close };
}

// Under a modal dialog everything else of the page is out of reach, so the notes move into the innermost dialog.
function place() {
  const host = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
  if (region.parentElement !== host) host.append(region);
}

document.addEventListener('close', () => {
  if (region.isConnected || region.childElementCount > 1) setTimeout(place);
}, true);
