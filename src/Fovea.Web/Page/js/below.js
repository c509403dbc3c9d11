/** What stands below the photos, or in their place: weaker matches, empty answers, the first run, a server that stopped. */
import { api } from './api.js';
import { el } from './dom.js';
import { emptyState } from './empty.js';
import { t } from './i18n.js';

// Models learn from sentences: a bare word says less to them than it does to a person.
const isOneWord = (q) => /^\p{L}[\p{L}\p{M}'-]*$/u.test(q.trim());

/** @param {HTMLElement} container @param {{store: object, set(patch: object): void, clear(): void, toPhotos(): void}} parts toPhotos: where the focus goes from a button that did its work and left */
export function createBelow(container, { store, set, clear, toPhotos }) {
  const element = el('div', { class: 'below' });
  container.append(element);
  let first = null; // the first run keeps what is typed in it
  let turn = 0;

  store.on(['results', 'error', 'revision', 'isGone'], draw);
  addEventListener('fovea:root-added', () => draw(store.now));

  async function draw(now) {
    const mine = ++turn;
    const { results, isGone, state } = now;
    const isEmpty = results?.counts.library === 0;
    const start = isEmpty ? await beginning() : null;
    if (mine !== turn) return;
    const { counts } = results ?? {};
    const more = results?.isRanked && results.order !== 'date' && !state.weak ? counts.weak - (counts.total - counts.strong - counts.possible) : 0;
    const parts = [
      isGone ? el('p', { class: 'gone', role: 'alert' }, t(isGone === 'locked' ? 'app.locked' : 'app.gone')) : null,
      start ?? emptyState(now, { set, clear }),
      more > 0 && results.count > 0 && counts.strong + counts.possible === 0 && isOneWord(state.q) ? el('p', { class: 'meta' }, t('search.tip.more', { word: state.q.trim() })) : null,
      more > 0 ? el('button', { type: 'button', class: 'button', onclick: () => set({ weak: true }) }, t('grid.showWeak', { n: more })) : null,
    ].filter(Boolean);
    // Moved elements lose the focus: what stands there already stays.
    if (parts.length === element.children.length && parts.every((part, i) => part === element.children[i])) return;
    const hadFocus = element.contains(document.activeElement);
    element.replaceChildren(...parts);
    if (hadFocus) setTimeout(() => { if (document.activeElement === document.body) toPhotos(); });
  }

  /** No photo yet: either nobody has named a folder, or its first photos are being read. */
  async function beginning() {
    const library = await api.library().catch(() => null);
    if (library === null) return null;
    if (library.roots.length > 0) return el('section', { class: 'empty' }, el('h2', {}, t('search.reading')), el('p', {}, t('search.readingText')));
    // Two answers may come at once; what is typed must not be lost to a second form.
    first ??= import('./first-run.js').then(({ createFirstRun }) => createFirstRun({ api, t }));
    return first;
  }
}
