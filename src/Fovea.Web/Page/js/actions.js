/** What a person can do with photos, the same from the grid, the viewer and the keys. */
import { ask, confirm, sheet } from './dialogs.js';
import { el, memory } from './dom.js';
import { toast } from './toasts.js';
import { emptyState, formatState, parseState } from './url-state.js';

const step = 0.5; // what "more" and "less" add to a photo's weight

/**
 * Each change is told to the page as the event "fovea:photos" on the window, with `detail: {ids, what, on}`, what being "favourite", "trash" or
 * "untrash". `can` says what this device may do and is known once `ready` resolves.
 * @param {{api: object, t: Function, navigate: (address: string) => void}} parts
 */
export function createActions({ api, t, navigate }) {
  const can = { files: false, trash: false, library: false };
  const changed = (ids, what, on) => window.dispatchEvent(new CustomEvent('fovea:photos', { detail: { ids, what, on } }));
  const say = (error) => { toast({ text: error.detail || t(error.code === 'gone' ? 'error.gone' : 'error.other') }); };
  const trying = async (run) => {
    try {
      return await run();
    } catch (error) {
      say(error);
      return null;
    }
  };

  function weigh(photo, by) {
    const state = { ...parseState(location.search), photo: null };
    const value = String(photo.id);
    const known = state.terms.find((term) => term.kind === 'photo' && term.value === value);
    const weight = Math.max(-1, Math.min(1, (known?.weight ?? 0) + by));
    const others = state.terms.filter((term) => term !== known);
    navigate(formatState({ ...state, terms: weight === 0 ? others : [...others, { weight, kind: 'photo', value }] }));
  }

  async function trash(ids) {
    const sure = await confirm({ title: t('action.trash.title', { n: ids.length }), text: t('action.trash.text'), confirmText: t('action.trash.do'), danger: true });
    if (!sure) return false;
    const report = await trying(() => api.trash(ids));
    if (!report) return false;
    const kept = new Set(report.failed.map((one) => one.id));
    const moved = ids.filter((id) => !kept.has(id));
    if (moved.length > 0) {
      changed(moved, 'trash');
      toast({ text: t('action.trash.done', { n: report.moved }), action: report.undo ? { text: t('action.undo'), run: () => untrash(report.undo, moved) } : null });
    }
    failures('action.trash.failed', report.failed);
    return moved.length > 0;
  }

  async function untrash(undo, ids) {
    const report = await trying(() => api.untrash(undo));
    if (!report) return;
    const lost = new Set(report.failed.map((one) => one.id));
    const back = ids.filter((id) => !lost.has(id));
    if (back.length > 0) {
      changed(back, 'untrash');
      toast({ text: t('action.undo.done', { n: report.moved }) });
    }
    failures('action.undo.failed', report.failed);
  }

  async function exportCopies(ids) {
    let report = null;
    const folder = await ask({
      title: t('action.export.title', { n: ids.length }), text: t('action.export.text'), label: t('action.export.label'), confirmText: t('action.export.do'),
      value: memory.get('exportFolder', ''), complete: (typed) => api.complete(typed),
      accept: async (path) => {
        try {
          report = await api.export(ids, path);
          return null;
        } catch (error) {
          return error.detail || t('error.gone');
        }
      },
    });
    if (folder === null || report === null) return;
    memory.set('exportFolder', folder);
    if (report.copied > 0) toast({ text: t('action.export.done', { n: report.copied, folder: report.folder }) });
    failures('action.export.failed', report.failed);
  }

  /** One failure is said with its reason; more are one press away. */
  function failures(key, failed) {
    if (failed.length === 0) return;
    const words = t(key, { n: failed.length });
    if (failed.length === 1) {
      toast({ text: `${words} ${failed[0].reason}`, timeout: 10000 });
      return;
    }
    const list = () => sheet({ title: words, content: el('ul', { class: 'reason-list' }, ...failed.map(({ path, reason }) => el('li', {}, el('bdi', { class: 'path' }, path), el('span', { class: 'meta' }, reason)))) });
    toast({ text: words, action: { text: t('action.why'), run: list } });
  }

  async function favourite(ids, on) {
    changed(ids, 'favourite', on);
    const done = await trying(() => api.favourite(ids, on));
    if (done === null) changed(ids, 'favourite', !on);
    else if (ids.length > 1) toast({ text: t(on ? 'action.favourite.on' : 'action.favourite.off', { n: ids.length }) });
  }

  async function copyText(text, done) {
    if (await copy(text)) toast({ text: done });
    else sheet({ title: t('action.copy.byHand'), content: el('textarea', { class: 'field copy-by-hand', readonly: true, rows: '3', onfocus: (event) => event.target.select() }, text) });
  }

  /** A device that may not come here any more is led to the start, which asks for a code; it is not told that Fovea stopped. */
  function leaveWhenPutOut() {
    api.events({ gone: async () => { if (await api.isPutOut()) location.replace('/'); } });
  }

  const actions = {
    can,
    ready: api.session().then((session) => { Object.assign(can, session.can); if (!session.isLocal) leaveWhenPutOut(); }).then(() => window.dispatchEvent(new CustomEvent('fovea:can'))).catch(() => { /* Without an answer nothing is allowed; the page says that Fovea stopped. */ }),
    similar: (photo) => navigate(formatState({ ...emptyState(), terms: [{ weight: 1, kind: 'photo', value: String(photo.id) }] })),
    more: (photo) => weigh(photo, step),
    less: (photo) => weigh(photo, -step),
    inFolder: (photo) => navigate(formatState({ ...emptyState(), folders: [photo.folder] })),
    open: (photo) => trying(() => api.open(photo.id)),
    reveal: (photo) => trying(() => api.reveal(photo.id)),
    copyPath: (photo) => copyText(photo.path, t('action.copied')),
    copyText,
    favourite,
    trash,
    export: exportCopies,
  };
  return actions;
}

// A page over plain HTTP on another device has no clipboard; the old command still works there.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = el('textarea', { class: 'hidden-text', readonly: true }, text);
    ([...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body).append(area);
    area.select();
    let done = false;
    try { done = document.execCommand('copy'); } catch { /* Refused: the text is shown to be copied by hand. */ }
    area.remove();
    before?.focus?.({ preventScroll: true });
    return done;
  }
}
