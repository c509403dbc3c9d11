/** Questions and sheets over the page: the browser's own modal dialog keeps the focus inside and answers Esc. */
import { t } from './i18n.js';
import { el } from './dom.js';
import { icon } from './icons.js';
import { freshId } from './ids.js';
import { enterScope } from './key-registry.js';
import { createFolderField } from './folder-field.js';

/**
 * Asks yes or no; resolves to true only when the person agrees. `text` may be a list of paragraphs.
 * With `danger` the button is red and the focus starts on the way out, so that Enter alone destroys nothing.
 */
export function confirm({ title, text, confirmText, cancelText, danger = false }) {
  return new Promise((resolve) => {
    const no = button(cancelText ?? t('dialog.cancel'), 'button', () => dialog.close('no'));
    const yes = button(confirmText ?? t('dialog.ok'), danger ? 'button danger' : 'button primary', () => dialog.close('yes'));
    const words = [text ?? []].flat().map((line) => el('p', {}, line));
    const dialog = open({
      title, role: 'alertdialog', className: 'dialog question', closeButton: false,
      content: [...words, el('div', { class: 'dialog-buttons' }, no, yes)],
      onClose: (value) => resolve(value === 'yes'),
    });
    (danger ? no : yes).focus();
  });
}

/**
 * Asks for a line of text; resolves to null when the person leaves.
 * `complete(typed) -> Promise<[{path, name}]>` makes it a field for folders. `accept(value) -> Promise<string|null>` may refuse with a reason.
 */
export function ask({ title, text, label, value = '', complete = null, confirmText, accept = null }) {
  return new Promise((resolve) => {
    const error = el('p', { class: 'field-error', role: 'alert', id: freshId('error') });
    const field = complete ? createFolderField({ label, value, complete, describedBy: error.id }) : createTextField({ label, value, describedBy: error.id });
    const yes = el('button', { type: 'submit', class: 'button primary' }, confirmText ?? t('dialog.ok'));
    const form = el('form', { class: 'dialog-form', novalidate: true },
      field.element, error,
      el('div', { class: 'dialog-buttons' }, button(t('dialog.cancel'), 'button', () => dialog.close('no')), yes));
    let answer = null;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const typed = field.value.trim();
      if (typed === '') { field.focus(); return; }
      yes.disabled = true;
      const reason = accept ? await accept(typed) : null;
      yes.disabled = false;
      error.textContent = reason ?? '';
      field.setInvalid(reason !== null && reason !== undefined);
      if (reason) { field.focus(); return; }
      answer = typed;
      dialog.close('yes');
    });
    const dialog = open({
      title, className: 'dialog question', closeButton: false, content: [text ? el('p', {}, text) : null, form],
      onClose: (outcome) => resolve(outcome === 'yes' ? answer : null),
    });
    field.focus();
  });
}

/** Shows something to read or to set, with a way to close it; `content` is an element, a list of them, or text. */
export function sheet({ title, content, className = '', onClose }) {
  const parts = [content].flat().map((part) => typeof part === 'string' ? el('p', {}, part) : part);
  const dialog = open({ title, className: `dialog sheet ${className}`, closeButton: true, content: parts, onClose });
  return { dialog, close: () => dialog.close() };
}

function open({ title, content, className, role = null, closeButton, onClose }) {
  const heading = el('h2', { id: freshId('dialog') }, title);
  const close = closeButton
    ? el('button', { type: 'button', class: 'icon-button', 'aria-label': t('dialog.close'), title: t('dialog.close'), onclick: () => dialog.close() }, icon('close'))
    : null;
  const body = el('div', { class: 'dialog-body' }, ...content);
  const dialog = el('dialog', { class: className, role, 'aria-labelledby': heading.id }, el('header', { class: 'dialog-head' }, heading, close), body);
  const before = document.activeElement;
  const leave = enterScope('dialog');

  // Only a press that starts and ends outside closes: a text selected past the edge must not.
  let pressedOutside = false;
  dialog.addEventListener('pointerdown', (event) => { pressedOutside = event.target === dialog && isOutside(dialog, event); });
  dialog.addEventListener('click', (event) => { if (pressedOutside && event.target === dialog && isOutside(dialog, event)) dialog.close(); });
  dialog.addEventListener('close', () => {
    leave();
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    onClose?.(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function isOutside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

const button = (text, className, onclick) => el('button', { type: 'button', class: className, onclick }, text);

function createTextField({ label, value, describedBy }) {
  const id = freshId('field');
  const input = el('input', { type: 'text', class: 'field', id, value, 'aria-describedby': describedBy, autocomplete: 'off', spellcheck: 'false' });
  return {
    element: el('div', { class: 'field-group' }, el('label', { for: id }, label), input),
    get value() { return input.value; },
    focus() { input.focus(); input.select(); },
    setInvalid(on) { input.setAttribute('aria-invalid', String(on)); },
  };
}
