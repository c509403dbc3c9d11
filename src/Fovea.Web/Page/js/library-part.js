/** What the parts of the library page share. */
import { el } from './dom.js';
import { freshId } from './ids.js';
import { toast } from './toasts.js';

/** A section with its heading; `tools` are buttons beside it. */
export function section(title, tools, ...children) {
  const id = freshId('section');
  return el('section', { class: 'library-part', 'aria-labelledby': id }, el('header', { class: 'library-part-head' }, el('h2', { id }, title), ...tools), ...children);
}

export const button = (text, onclick, kind = '', more = {}) => el('button', { type: 'button', class: `button ${kind}`, onclick, ...more }, text);

/** Draws again and gives the focus back to what has the same `data-focus`: counts change while somebody is on a button. */
export function keepFocus(container, draw) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  draw();
  if (key) [...container.querySelectorAll('[data-focus]')].find((one) => one.dataset.focus === key)?.focus({ preventScroll: true });
}

/** Runs a call of the API and says what went wrong. @returns {Promise<boolean>} whether it worked */
export async function attempt(t, run) {
  try {
    await run();
    return true;
  } catch (error) {
    toast({ text: error.detail || t('error.gone'), timeout: 10000 });
    return false;
  }
}

/** A row of a list of facts: a name and what it says, with an explanation below. */
export const fact = (name, value, note) => el('div', { class: 'fact' }, el('dt', {}, name), el('dd', {}, value, note ? el('p', { class: 'meta' }, note) : null));
