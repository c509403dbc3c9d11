/** The folders of the library: counts, add, index, remove. */
import { confirm } from './dialogs.js';
import { el } from './dom.js';
import { createFolderField } from './folder-field.js';
import { formatMoment } from './i18n.js';
import { icon } from './icons.js';
import { freshId } from './ids.js';
import { attempt, button, keepFocus, section } from './library-part.js';
import { isBusy } from './progress.js';
import { toast } from './toasts.js';

export function createFolders({ api, t, can, reload }) {
  const rows = el('ul', { class: 'root-list' });
  const none = el('p', { class: 'meta', hidden: true }, t('library.folders.none'));
  const all = button(t('library.indexAll'), () => start(null));
  const element = section(t('library.folders'), can.library ? [all] : [], rows, none, can.library ? addForm() : el('p', { class: 'meta' }, t('library.folders.there')));

  async function start(root) {
    if (await attempt(t, () => api.index({ roots: root ? [root.id] : null, retryFailed: false, prune: false }))) toast({ text: root ? t('library.index.started', { name: root.name }) : t('library.indexAll.started') });
  }

  async function remove(root) {
    const sure = await confirm({ title: t('library.remove.title', { name: root.name }), text: [t('library.remove.text', { n: root.indexed }), t('library.remove.safe')], confirmText: t('library.remove.do'), danger: true });
    if (!sure) return;
    if (await attempt(t, () => api.removeRoot(root.id))) {
      toast({ text: t('library.remove.done', { name: root.name }) });
      reload();
    }
  }

  function drawRoot(root) {
    const counts = [t('library.count', { n: root.indexed })];
    if (root.failed > 0) counts.push(t('library.count.failed', { n: root.failed }));
    if (root.notPhotos > 0) counts.push(t('library.count.others', { n: root.notPhotos }));
    counts.push(root.lastIndexed ? t('library.lastIndexed', { when: formatMoment(root.lastIndexed) }) : t('library.neverIndexed'));
    return el('li', { class: `root-row${root.available ? '' : ' is-away'}` },
      el('span', { class: 'root-sign' }, icon(root.available ? 'folder' : 'away')),
      el('div', { class: 'root-words' },
        el('h3', {}, el('bdi', {}, root.name)),
        el('p', { class: 'path meta' }, el('bdi', {}, root.path)),
        el('p', { class: 'meta' }, counts.join(' · ')),
        root.available ? null : el('p', { class: 'away-words' }, t('library.away'))),
      can.library ? el('div', { class: 'part-buttons' },
        button(t('library.index'), () => start(root), '', { 'aria-label': t('library.index.named', { name: root.name }), 'data-focus': `index-${root.id}` }),
        button(t('library.remove'), () => remove(root), 'quiet', { 'aria-label': t('library.remove.named', { name: root.name }), 'data-focus': `remove-${root.id}` })) : null);
  }

  function addForm() {
    const error = el('p', { class: 'field-error', role: 'alert', id: freshId('error') });
    const field = createFolderField({ label: t('library.add.label'), complete: (typed) => api.complete(typed), describedBy: error.id, placeholder: t('library.add.example') });
    const add = el('button', { type: 'submit', class: 'button' }, t('library.add'));
    const form = el('form', { class: 'add-folder', novalidate: true }, field.element, add, error);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (field.value === '') { field.focus(); return; }
      add.disabled = true;
      error.textContent = '';
      try {
        const root = await api.addRoot(field.value);
        field.value = '';
        field.setInvalid(false);
        toast({ text: t('library.add.done', { name: root.name }) });
        await reload();
      } catch (problem) {
        error.textContent = problem.detail || t('error.gone');
        field.setInvalid(true);
        field.focus();
      } finally {
        add.disabled = false;
      }
    });
    return form;
  }

  let drawn = '';
  return {
    element,
    update(library) {
      all.hidden = library.roots.length < 2;
      all.disabled = isBusy(library.index);
      none.hidden = library.roots.length > 0;
      const wanted = JSON.stringify(library.roots);
      if (wanted === drawn) return;
      drawn = wanted;
      keepFocus(rows, () => rows.replaceChildren(...library.roots.map(drawRoot)));
    },
    progress(status) { all.disabled = isBusy(status); },
  };
}
