/** Between the grid and the viewer: which photo is open is in the address; closing returns to the same place. */
import { api } from './api.js';
import { t } from './i18n.js';
import { versionText } from './layout.js';
import { router } from './router.js';
import { formatState } from './url-state.js';

/** @param {{store: object, grid: import('./grid.js').Grid, actions: object}} parts */
export function createViewing({ store, grid, actions }) {
  let viewer = null;
  let loading = null;
  const load = () => (loading ??= import('./viewer.js').then(({ createViewer }) => { viewer = createViewer({ api, t, actions }); }));

  /** The address says that this photo is open. It may be in the answer or, from a link, anywhere in the library. */
  async function open(id) {
    await load();
    if (store.now.state.photo !== id || viewer.isOpen) return;
    const { results } = store.now;
    const index = results?.indexOf(id) ?? -1;
    viewer.open(index >= 0 ? inAnswer(results, index) : alone(id));
  }

  const inAnswer = (results, index) => ({
    get count() { return results.columns.count; },
    index,
    idAt: (i) => results.columns.ids[i],
    versionAt: (i) => versionText(results.columns.versions[i]),
    cellAt: (i) => ({ ratio: results.columns.ratios[i] / 1000, colour: results.columns.colours[i] }),
    photoAt: (i) => results.load(i),
    onMove: (i) => point(results.columns.ids[i]),
    onClose: (i) => closed(i),
  });

  const alone = (id) => ({
    count: 1, index: 0, idAt: () => id, versionAt: () => versionText(0), cellAt: () => ({ ratio: 1.5, colour: 0x8410 }),
    photoAt: () => api.photo(id), onMove: () => {}, onClose: () => closed(-1),
  });

  function point(id) {
    const state = { ...store.now.state, photo: id };
    store.set({ state });
    router.navigate(formatState(state), { replace: true, silent: true });
  }

  function closed(index) {
    const wasPushed = router.entry.opened;
    if (store.now.state.photo !== null) {
      const state = { ...store.now.state, photo: null };
      store.set({ state });
      if (wasPushed) history.back();
      else router.navigate(formatState(state), { replace: true, silent: true });
    }
    if (index >= 0 && grid.rows) grid.focus(Math.min(index, grid.results.count - 1));
  }

  return {
    load,
    /** A person opens a photo of the answer. */
    openAt(index) {
      const state = { ...store.now.state, photo: grid.results.columns.ids[index] };
      grid.focus(index, { reveal: false });
      router.navigate(formatState(state), { entry: { opened: true } });
    },
    /** Follows the address. */
    follow(state) {
      if (state.photo !== null) open(state.photo);
      else if (viewer?.isOpen) viewer.close();
    },
  };
}
