/** One photo over the whole window. The list it belongs to stays where it was; this walks along it by position. */
import { createDetails } from './details.js';
import { el, memory } from './dom.js';
import { formatDate } from './i18n.js';
import { enterScope, registerKeys } from './key-registry.js';
import { cssColour } from './layout.js';
import { createStage } from './viewer-stage.js';
import { createViewerButtons } from './viewer-buttons.js';

const quietAfterMs = 3000;
const rushMs = 150; // two moves within this are a key held down
const restMs = 90;

/**
 * @param {{api: object, t: Function, actions: object}} parts
 * `open(list)` takes `{count, index, idAt(i), versionAt(i), cellAt(i) -> {ratio, colour: RGB 5-6-5 or CSS}, photoAt(i) -> Promise<Photo>, onMove(i), onClose(i, byPage)}`;
 * `count` may be a getter, so that a list may shrink while it is seen. `onClose` is called once however the viewer closes, `byPage` when `close()` was called.
 * `refresh()` looks again at what lies at the position; call it when the list was replaced.
 */
export function createViewer({ api, t, actions }) {
  let list = null;
  let index = 0;
  let photo = null;
  let leaveScope = null;
  let turn = 0;
  let lastMove = 0;
  let direction = 1;
  const gone = new Set();
  const ahead = new Map(); // url -> Image, kept so that the browser keeps the decoded picture

  const stage = createStage({
    swipe: (way) => ({ left: () => move(rtl() ? -1 : 1), right: () => move(rtl() ? 1 : -1), up: () => openDetails(true), down: close })[way](),
    tap: () => (dialog.classList.contains('quiet') ? wake() : dialog.classList.add('quiet')),
    zoomed: (on) => buttons?.setZoomed(on),
    loading: (on) => { dialog?.classList.toggle('loading', on); if (on) notice.hidden = true; },
    failed: explain,
    shown: preload,
  });
  const position = el('p', { class: 'viewer-position' });
  const caption = el('p', { class: 'viewer-caption' });
  const announcer = el('div', { class: 'hidden-text', role: 'status', 'aria-live': 'polite' });
  const away = el('p', { class: 'viewer-note', hidden: true }, t('viewer.offline'));
  const reason = el('p', {});
  const retry = el('button', { type: 'button', class: 'button', onclick: () => { notice.hidden = true; stage.retry(); stageFocus(); } }, t('viewer.retry'));
  const notice = el('div', { class: 'viewer-notice', role: 'alert', hidden: true }, reason, retry);
  const run = {
    close, zoom: () => stage.toggleZoom(), previous: () => move(-1), next: () => move(1), details: () => openDetails(details.element.hidden),
    similar: () => leaveFor(() => actions.similar(photo)),
    more: () => leaveFor(() => actions.more(photo)),
    less: () => leaveFor(() => actions.less(photo)),
    folder: () => (actions.can.files ? actions.reveal(photo) : leaveFor(() => actions.inFolder(photo))),
    open: () => actions.can.files && actions.open(photo),
    copy: () => actions.copyPath(photo),
    favourite: () => actions.favourite([photo.id], !photo.favourite),
    export: () => actions.can.files && actions.export([photo.id]),
    trash: () => actions.can.trash && actions.trash([photo.id]),
  };
  const buttons = createViewerButtons({ t, run, can: actions.can });
  const details = createDetails({ api, t, actions: { ...actions, can: actions.can, inFolder: (one) => leaveFor(() => actions.inFolder(one)) }, onClose: () => openDetails(false) });
  const view = el('div', { class: 'viewer-view', tabindex: '-1', autofocus: true }, stage.element, away, notice,
    buttons.previous, buttons.next,
    el('header', { class: 'viewer-top viewer-chrome' }, buttons.back, position, buttons.tools),
    el('footer', { class: 'viewer-bottom viewer-chrome' }, caption));
  const dialog = el('dialog', { class: 'viewer', 'aria-label': t('viewer.label') }, view, details.element, announcer);

  const rtl = () => document.documentElement.dir === 'rtl';
  const count = () => list?.count ?? 0;
  const isThere = (i) => i >= 0 && i < count() && list.idAt(i) !== undefined && !gone.has(list.idAt(i));
  const stageFocus = () => view.focus({ preventScroll: true });
  const alt = (one) => (one?.taken ? t('viewer.alt', { name: one.name, date: formatDate(one.taken) }) : one?.name ?? t('viewer.label'));

  function neighbour(from, by) {
    for (let i = from + by; i >= 0 && i < count(); i += by) if (isThere(i)) return i;
    return -1;
  }

  function move(by) {
    const to = neighbour(index, by);
    if (to < 0) {
      announcer.textContent = t(by > 0 ? 'viewer.last' : 'viewer.first');
      return;
    }
    direction = by;
    go(to);
  }

  function go(to) {
    index = to;
    const now = performance.now();
    const rushed = now - lastMove < rushMs;
    lastMove = now;
    show(rushed ? restMs : 0);
    list.onMove?.(index);
  }

  async function show(wait = 0) {
    const mine = ++turn;
    const [id, version, cell] = [list.idAt(index), list.versionAt(index), list.cellAt(index)];
    photo = null;
    notice.hidden = true;
    away.hidden = true;
    stage.show({ id, ratio: cell.ratio, colour: typeof cell.colour === 'number' ? cssColour(cell.colour) : cell.colour, alt: t('viewer.label'), small: api.thumbnailUrl(id, version), url: (size) => api.pictureUrl(id, size, version) }, wait);
    position.textContent = t('viewer.position', { index: index + 1, n: count() });
    buttons.setEnds(neighbour(index, -1) >= 0, neighbour(index, 1) >= 0);
    let found;
    try {
      found = await list.photoAt(index);
    } catch {
      return; // The picture's own failure says why.
    }
    if (mine !== turn || !found) return;
    photo = { ...found };
    stage.inform({ width: found.width, height: found.height, alt: alt(found) });
    caption.replaceChildren(found.taken ? formatDate(found.taken, 'time') : '', found.taken ? ' · ' : '', el('bdi', {}, found.name));
    announcer.textContent = `${alt(found)}. ${t('viewer.position', { index: index + 1, n: count() })}`;
    away.hidden = !found.offline;
    buttons.setPhoto(found);
    if (!details.element.hidden) details.show(photo);
  }

  async function explain(url) {
    const mine = turn;
    const error = await api.pictureFailure(url);
    if (mine !== turn) return;
    reason.textContent = error?.detail || t(error?.code === 'gone' ? 'error.gone' : 'viewer.failed');
    notice.hidden = false;
  }

  function preload() {
    const wanted = [neighbour(index, direction), neighbour(index, -direction)].filter((i) => i >= 0).map((i) => {
      const size = stage.sizeFor({ ratio: list.cellAt(i).ratio });
      return api.pictureUrl(list.idAt(i), size, list.versionAt(i));
    });
    for (const url of [...ahead.keys()]) {
      if (wanted.includes(url)) continue;
      ahead.get(url).src = '';
      ahead.delete(url);
    }
    for (const url of wanted) {
      if (ahead.has(url)) continue;
      const image = new Image();
      image.fetchPriority = 'low';
      image.src = url;
      ahead.set(url, image);
    }
  }

  function openDetails(on, focus = true) {
    details.element.hidden = !on;
    dialog.classList.toggle('with-details', on);
    buttons.setDetails(on);
    memory.set('details', on ? true : null);
    if (on && photo) details.show(photo);
    if (!focus) return;
    if (on) details.focus();
    else stageFocus();
  }

  // The page follows the address and closes the viewer; where it does not, it must not stay over the new results.
  function leaveFor(act) {
    if (!photo) return;
    act();
    setTimeout(() => { if (list && new URLSearchParams(location.search).get('photo') === null) closeNow(true); });
  }

  let quietTimer = 0;
  function wake() {
    dialog.classList.remove('quiet');
    clearTimeout(quietTimer);
    quietTimer = setTimeout(() => dialog.classList.add('quiet'), quietAfterMs);
  }

  function open(given) {
    list = given;
    index = given.index;
    gone.clear();
    direction = 1;
    lastMove = 0;
    if (!dialog.open) {
      if (!dialog.isConnected) document.body.append(dialog);
      dialog.showModal();
      leaveScope = enterScope('viewer');
    }
    openDetails(memory.get('details', false) && matchMedia('(min-width: 900px)').matches, false);
    stageFocus();
    wake();
    show();
  }

  function close() { closeNow(false); }

  function closeNow(byPage) {
    if (!list) return;
    const { onClose } = list;
    const at = index;
    list = null;
    turn++;
    leaveScope?.();
    clearTimeout(quietTimer);
    stage.clear();
    for (const image of ahead.values()) image.src = '';
    ahead.clear();
    if (dialog.open) dialog.close();
    onClose?.(at, byPage);
  }

  function refresh() {
    if (!list) return;
    if (isThere(index)) { if (list.idAt(index) !== photo?.id) { show(); list.onMove?.(index); } return; }
    const to = [neighbour(index, 1), neighbour(index, -1), isThere(count() - 1) ? count() - 1 : -1].find((i) => i >= 0);
    if (to === undefined) close();
    else go(to);
  }

  dialog.addEventListener('cancel', (event) => { event.preventDefault(); close(); });
  dialog.addEventListener('close', () => { if (!dialog.open) closeNow(false); });
  dialog.addEventListener('pointermove', (event) => { if (event.pointerType === 'mouse') wake(); });
  dialog.addEventListener('keydown', wake);
  dialog.addEventListener('focusin', wake);
  window.addEventListener('fovea:can', () => buttons.setCan());
  window.addEventListener('fovea:photos', ({ detail: { ids, what, on } }) => {
    if (!list) return;
    if (what === 'favourite' && photo && ids.includes(photo.id)) {
      photo.favourite = on;
      buttons.setPhoto(photo);
      announcer.textContent = t(on ? 'viewer.favourite.on' : 'viewer.favourite.off');
    } else if (what === 'trash') {
      for (const id of ids) gone.add(id);
      // The page may take the photos out of its list first: what lies at the position then is the next one already.
      setTimeout(refresh);
    } else if (what === 'untrash') for (const id of ids) gone.delete(id);
  });

  registerKeys('viewer', viewerKeys({ run, stage, move: (by) => move(rtl() ? -by : by), jump: (by) => { const to = neighbour(by < 0 ? -1 : count(), by < 0 ? 1 : -1); if (to >= 0) go(to); }, hasPhoto: () => photo !== null, can: actions.can }));

  return { open, close: () => closeNow(true), refresh, get isOpen() { return list !== null; }, get index() { return index; } };
}

function viewerKeys({ run, stage, move, jump, hasPhoto, can }) {
  const withPhoto = (act) => () => { if (hasPhoto()) act(); };
  const step = 80;
  const panOr = (x, y, otherwise) => () => { if (stage.isZoomed) stage.panBy(x * step, y * step); else return otherwise?.() ?? (otherwise ? undefined : false); };
  return [
    { keys: ['ArrowRight'], text: 'keys.viewer.next', run: panOr(-1, 0, () => { move(1); }) },
    { keys: ['ArrowLeft'], text: 'keys.viewer.previous', run: panOr(1, 0, () => { move(-1); }) },
    { keys: ['PageDown', 'Shift+ArrowRight'], run: () => move(1) },
    { keys: ['PageUp', 'Shift+ArrowLeft'], run: () => move(-1) },
    { keys: ['ArrowUp'], run: panOr(0, 1) },
    { keys: ['ArrowDown'], run: panOr(0, -1) },
    { keys: ['Home'], text: 'keys.viewer.first', run: () => jump(-1) },
    { keys: ['End'], text: 'keys.viewer.last', run: () => jump(1) },
    { keys: ['i'], text: 'keys.viewer.details', run: run.details },
    { keys: ['z'], text: 'keys.viewer.zoom', run: run.zoom },
    { keys: ['h'], text: 'keys.favourite', run: withPhoto(run.favourite) },
    { keys: ['s'], text: 'keys.similar', run: run.similar },
    { keys: ['+', '='], text: 'keys.more', run: run.more },
    { keys: ['-'], text: 'keys.less', run: run.less },
    { keys: ['f'], text: 'keys.folder', run: withPhoto(run.folder) },
    { keys: ['o'], text: 'keys.open', isOffered: () => can.files, run: withPhoto(run.open) },
    { keys: ['c'], text: 'keys.copyPath', run: withPhoto(run.copy) },
    { keys: ['e'], text: 'keys.export', isOffered: () => can.files, run: withPhoto(run.export) },
    { keys: ['Delete'], text: 'keys.trash', isOffered: () => can.trash, run: withPhoto(run.trash) },
    { keys: ['Escape'], text: 'keys.viewer.close', run: run.close },
  ];
}
