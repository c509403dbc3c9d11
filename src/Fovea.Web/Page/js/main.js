/** Puts the parts together: the address decides what is shown, the parts ask for another address. */
import './theme.js';
import { createActions } from './actions.js';
import { api } from './api.js';
import { createBelow } from './below.js';
import { createDrop } from './drop.js';
import { debounce, el } from './dom.js';
import { Facts } from './facts.js';
import { Grid } from './grid.js';
import { createGridKeys } from './grid-keys.js';
import { createGridPointer } from './grid-pointer.js';
import { icon } from './icons.js';
import { createIndexLine } from './index-line.js';
import { loadTexts, t } from './i18n.js';
import { beforeShowing } from './keys.js';
import { flag } from './layout.js';
import { createOverlay } from './overlay.js';
import { isBusy } from './progress.js';
import { startWorker } from './pwa.js';
import { router } from './router.js';
import { createSearchBox } from './search-box.js';
import { createSearching } from './searching.js';
import { Selection } from './selection.js';
import { createSelectionBar } from './selection-bar.js';
import { createStatusLine, summary } from './status-line.js';
import { createStore } from './store.js';
import { createTimeline } from './timeline.js';
import { toast } from './toasts.js';
import { emptyState, formatState, parseState, sameQuestion } from './url-state.js';
import { createViewing } from './viewing.js';

await loadTexts();

const byId = (id) => document.getElementById(id);
const store = createStore({ state: emptyState(), results: null, isBusy: false, isGone: null, error: null, revision: 0 });
const selection = new Selection();
const facts = new Facts();
const actions = createActions({ api, t, navigate: (address) => router.navigate(address) });
const grid = new Grid(byId('photos'), { selection, onMoved: rested });
const searching = createSearching(store, grid);
const timeline = createTimeline(grid);
const viewing = createViewing({ store, grid, actions });
beforeShowing(viewing.load);

// ── What people ask for ──────────────────────────────────────────────────────────────────────────

/** Another state: a new history entry, so that Back undoes it. */
function set(patch) {
  settleDraft();
  const question = { ...store.now.state, photo: null, ...patch };
  if (!('weak' in patch) && !('order' in patch)) question.weak = false;
  router.navigate(formatState(question));
}

/** While somebody types, one entry follows the words. */
function type(q) {
  const { state } = store.now;
  if (q.trim() === state.q.trim()) return;
  router.navigate(formatState({ ...state, q, weak: false, photo: null }), { replace: Boolean(router.entry.draft), entry: { draft: true } });
}

function commit(q) {
  const { state } = store.now;
  if (q.trim() !== state.q.trim()) type(q);
  settleDraft();
}

function settleDraft() {
  if (router.entry.draft) router.remember({ draft: false });
}

async function takePicture(file) {
  try {
    const { picture } = await api.addPicture(file);
    set({ q: '', terms: [...store.now.state.terms.filter((term) => term.kind !== 'picture'), { weight: 1, kind: 'picture', value: picture }] });
  } catch (error) {
    toast({ text: error.detail || t('search.pictureFailed') });
  }
}

const photoAt = async (index, run) => { const photo = await grid.results.load(index).catch(() => null); if (photo) run(photo); };
const isFavourite = (index) => (grid.results.columns.flags[index] & flag.favourite) !== 0;
const idAt = (index) => grid.results.columns.ids[index];
const select = (index, isRange) => (isRange ? selection.extend(grid.results.columns.ids, index) : selection.toggle(idAt(index), index));
const selectAll = () => selection.all(grid.results.columns.ids);
/** A letter is about the selected photos when there are any, else about the one in focus or under the pointer. */
const many = (index, run) => run(selection.size > 0 ? selection.ids : [idAt(index)]);
const areFavourites = () => { const { columns } = grid.results; let all = selection.size > 0; for (let i = 0; all && i < columns.count; i++) if (selection.has(columns.ids[i])) all = isFavourite(i); return all; };

const toPhotos = () => { if (grid.rows) grid.focus(grid.firstVisible()); };

const acts = {
  open: (index) => viewing.openAt(index),
  select, selectAll,
  clear: () => { if (selection.size === 0) return false; selection.clear(); return true; },
  similar: (index) => photoAt(index, actions.similar),
  more: (index) => photoAt(index, actions.more),
  less: (index) => photoAt(index, actions.less),
  inFolder: (index) => photoAt(index, (photo) => set({ ...emptyState(), folders: [photo.folder] })),
  favourite: (index) => many(index, (ids) => actions.favourite(ids, selection.size > 0 ? !areFavourites() : !isFavourite(index))),
  can: actions.can,
  reveal: (index) => (actions.can.files ? photoAt(index, actions.reveal) : acts.inFolder(index)),
  openFile: (index) => actions.can.files && photoAt(index, actions.open),
  trash: (index) => actions.can.trash && many(index, actions.trash),
  isSelecting: () => selection.size > 0,
  target: () => (grid.element.contains(document.activeElement) ? grid.current : overlay.index),
  search: () => box.focus(),
};

// ── What people see ──────────────────────────────────────────────────────────────────────────────

document.querySelector('.skip').textContent = t('grid.skip');
byId('photos-title').textContent = t('grid.label');
byId('status').setAttribute('aria-label', t('search.details'));
byId('index-line').setAttribute('aria-label', t('index.progress'));
byId('home').setAttribute('aria-label', t('app.home'));
const box = createSearchBox(byId('search'), { store, facts, type, commit, set, pickPicture: takePicture, toPhotos });
byId('bar').append(el('a', { class: 'icon-button', href: '/library', id: 'library-link', 'aria-label': t('app.library'), title: t('app.library') }, icon('gear')));
new ResizeObserver(([bar]) => document.documentElement.style.setProperty('--bar-now', `${bar.target.offsetHeight}px`)).observe(byId('bar'));
createStatusLine(byId('status'), { store, set, timeline: timeline.element });
const overlay = createOverlay(grid, acts);
const selectionBar = createSelectionBar(selection, { actions, isFavourite: areFavourites, selectAll, closed: () => grid.focus(grid.current, { reveal: false }) });
createGridKeys(grid, acts);
createGridPointer(grid, acts);
createDrop(takePicture);
createBelow(byId('photos'), { store, set, clear: () => router.navigate('/'), toPhotos });
grid.onRendered = () => { timeline.follow(); overlay.follow(); };
selection.addEventListener('change', () => { grid.refresh(); overlay.refresh(); });

const announce = debounce((text) => { byId('announcer').textContent = text; }, 700);
store.on(['results', 'revision'], ({ results }) => {
  timeline.show(results);
  if (results?.counts.library > 0) announce(summary(results));
});

// ── The address ──────────────────────────────────────────────────────────────────────────────────

let library = null;
let isShowingLibrary = false;

router.listen({
  leaving: rested,
  change: (kind) => arrive(kind),
});

function rested() {
  if (!isShowingLibrary && grid.rows) router.remember({ anchor: grid.anchor() });
}

async function showLibrary(isOn) {
  isShowingLibrary = isOn;
  byId('photos').hidden = isOn;
  byId('status').hidden = isOn || !store.now.results;
  byId('library').hidden = !isOn;
  if (isOn) {
    overlay.hide();
    library ??= (await import('./library.js')).createLibrary({ api, t, navigate: (address) => router.navigate(address) });
    library.show(byId('library'));
    window.scrollTo({ top: 0, behavior: 'instant' });
  } else {
    library?.hide();
  }
}

function arrive(kind) {
  const wasLibrary = isShowingLibrary;
  if ((location.pathname === '/library') !== isShowingLibrary) showLibrary(location.pathname === '/library');
  if (isShowingLibrary) { document.title = `${t('app.library')} – Fovea`; return; }
  const state = parseState(location.search);
  const before = store.now.state;
  const isNew = kind === 'start' || !sameQuestion(state, before) || !store.now.results;
  store.set({ state });
  if (!router.entry.draft || kind !== 'push') box.sync(state.q);
  document.title = state.q.trim() ? `${state.q.trim()} – Fovea` : 'Fovea';
  const { anchor = null } = router.entry;
  if (isNew) {
    if (!sameQuestion({ ...state, order: 'relevance', weak: false }, { ...before, order: 'relevance', weak: false })) selection.clear();
    // Weaker matches go on below: who asked for them stays where the stronger ones ended.
    const isMore = state.weak && !before.weak && sameQuestion({ ...state, weak: false }, before);
    searching.ask(state, { anchor: isMore ? grid.anchor() : kind === 'push' ? null : anchor, isBack: kind === 'pop' }).then(() => viewing.follow(store.now.state));
  } else {
    viewing.follow(state);
    if (wasLibrary) { if (!anchor || !grid.scrollToAnchor(anchor)) grid.scrollTo(0); }
  }
}

// ── What happens elsewhere ───────────────────────────────────────────────────────────────────────

const refresh = () => { searching.forget(); facts.forget(); if (!isShowingLibrary) searching.ask(store.now.state, { isQuiet: true }); };
// While photos keep coming, the answer follows in steps; what a run ended with is shown at once.
let isIndexing = false;
let refreshTimer = 0;
const refreshDelay = () => { const count = isIndexing ? store.now.results?.count ?? 0 : 0; return count === 0 ? 300 : count < 10000 ? 1200 : 3000; };
const refreshSoon = () => { refreshTimer ||= setTimeout(() => { refreshTimer = 0; refresh(); }, refreshDelay()); };
const watchIndexing = (status) => {
  const hasEnded = isIndexing && !isBusy(status);
  isIndexing = isBusy(status);
  if (!hasEnded) return;
  clearTimeout(refreshTimer);
  refreshTimer = 0;
  refreshSoon();
};

addEventListener('fovea:photos', ({ detail: { ids, what, on } }) => {
  const set_ = new Set(ids);
  if (what === 'favourite') { grid.results?.setFavourite(set_, on); grid.refresh(); overlay.refresh(); selectionBar.draw(); }
  else if (what === 'trash' && grid.results) { selection.remove(ids); grid.results.remove(set_); grid.show(grid.results); store.set({ revision: store.now.revision + 1 }); searching.forget(); }
  else refresh();
});

let revision = null; // of the library, as the first event tells it: the first search is as new as that
api.events({
  index: watchIndexing,
  library: (now) => { if (revision !== null && now.revision !== revision) refreshSoon(); revision = now.revision; },
  gone: (why) => store.set({ isGone: why }),
  back: () => { revision = null; store.set({ isGone: null }); refresh(); },
});

router.start();
arrive('start');
byId('index-line').append(createIndexLine({ api, t }));
actions.ready.then(() => api.session()).then(({ version }) => startWorker(version)).catch(() => { /* Fovea is not there: the page says so. */ });
