/** The page before there is a folder: one sentence, one field, one button, and what will happen. */
import { el } from './dom.js';
import { createFolderField } from './folder-field.js';
import { freshId } from './ids.js';

/**
 * The element tells of its success with the event "fovea:root-added" (detail: the folder), which bubbles; the page then shows results, which fill
 * while indexing runs.
 * @param {{api: object, t: Function}} parts
 */
export function createFirstRun({ api, t }) {
  const error = el('p', { class: 'field-error', role: 'alert', id: freshId('error') });
  const field = createFolderField({ label: t('first.label'), complete: (typed) => api.complete(typed), describedBy: error.id });
  const go = el('button', { type: 'submit', class: 'button primary first-go' }, t('first.go'));
  const form = el('form', { class: 'first-form', novalidate: true }, field.element, go, error);
  const element = el('section', { class: 'first-run' },
    el('h1', {}, t('first.title')),
    form,
    el('ul', { class: 'first-what' },
      ...['offline', 'time', 'disk', 'files'].map((what) => el('li', {}, el('strong', {}, t(`first.${what}`)), ' ', t(`first.${what}.text`)))));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (field.value === '') { field.focus(); return; }
    go.disabled = true;
    error.textContent = '';
    try {
      const root = await api.addRoot(field.value);
      form.replaceWith(el('p', { class: 'first-started', role: 'status' }, t('first.started', { name: root.name })));
      element.dispatchEvent(new CustomEvent('fovea:root-added', { bubbles: true, detail: root }));
    } catch (problem) {
      error.textContent = problem.detail || t('error.gone');
      field.setInvalid(true);
      field.focus();
    } finally {
      go.disabled = false;
    }
  });

  // Most photos lie where the system puts them, so that folder is there already.
  api.complete('').then((items) => {
    if (field.value === '' && items.length > 0 && /^(\/|[A-Za-z]:|\\\\)/.test(items[0].path)) field.value = items[0].path;
    // Where a keyboard is at hand, typing begins here; on a phone the keyboard would cover what will happen.
    if (element.isConnected && document.activeElement === document.body && matchMedia('(pointer: fine)').matches) {
      field.focus();
      field.input.select();
    }
  }, () => { /* Only a suggestion. */ });
  api.session().then(({ can }) => {
    if (can.library) return;
    form.replaceWith(el('p', {}, t('library.folders.there')));
  }, () => { /* The page says that Fovea stopped. */ });

  return element;
}
