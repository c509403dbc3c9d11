/** Asks, and shows only the newest answer. What is on screen stays until the next answer is here. */
import { api } from './api.js';
import { Results } from './results.js';
import { searchParams } from './url-state.js';

const pageSize = '100';
const kept = 6; // answers to come back to at once
const patience = 80; // ms that photos in the order of their dates wait for all dates: headings depend on them

/**
 * @param {ReturnType<typeof import('./store.js').createStore>} store
 * @param {import('./grid.js').Grid} grid
 */
export function createSearching(store, grid) {
  const cache = new Map();
  let turn = 0;
  let controller = null;
  let slow = 0;

  const show = (results, options) => {
    store.set({ results, error: null });
    grid.show(results, options);
  };

  /**
   * @param {import('./url-state.js').PageState} state
   * @param {{anchor?: import('./grid.js').Anchor|null, isBack?: boolean, isQuiet?: boolean}} [how] isBack: a kept answer will do;
   *   isQuiet: the library changed, the person did nothing: stay where they are
   */
  async function ask(state, { anchor = null, isBack = false, isQuiet = false } = {}) {
    const mine = ++turn;
    const question = searchParams(state).toString();
    const isOld = () => mine !== turn;
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    clearTimeout(slow);

    const known = isBack ? cache.get(question) : null;
    if (known) {
      show(known, { anchor, toTop: true });
      store.set({ isBusy: false });
      return;
    }
    if (!isQuiet) slow = setTimeout(() => store.set({ isBusy: true }), 300);
    try {
      const params = searchParams(state);
      params.set('limit', pageSize);
      const results = new Results(await api.search(params, signal), question);
      if (isOld()) return;
      const rest = results.complete(signal);
      if (isQuiet || anchor) await rest;
      else if (results.order === 'date') await Promise.race([rest, new Promise((done) => setTimeout(done, patience))]);
      if (isOld()) return;
      const wasComplete = results.isComplete;
      show(results, isQuiet ? {} : { anchor, toTop: true });
      await rest;
      if (isOld()) return;
      if (!wasComplete) grid.show(results);
      keep(question, results);
      store.set({ revision: (store.now.revision ?? 0) + 1 });
    } catch (error) {
      if (error.name === 'AbortError' || isOld()) return;
      if (error.code === 'set-gone') await ask(state, { anchor: anchor ?? grid.anchor(), isQuiet: true });
      else if (error.code !== 'gone' && !isQuiet) { grid.show(null); store.set({ results: null, error }); }
    } finally {
      if (!isOld()) {
        clearTimeout(slow);
        store.set({ isBusy: false });
      }
    }
  }

  function keep(question, results) {
    cache.delete(question);
    cache.set(question, results);
    if (cache.size > kept) cache.delete(cache.keys().next().value);
  }

  return { ask, forget: () => cache.clear() };
}
