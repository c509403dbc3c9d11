/** The large photo itself: a stretched thumbnail at once, the picture when it is there, zoom, pan and swipes. */
import { el } from './dom.js';
import { clampView, fit, fullZoom, largestZoom, pictureSize, swipeOf, zoomAt } from './viewer-geometry.js';

const doubleTapMs = 280;
const slackPixels = 8; // a finger is never quite still

/**
 * @param {{swipe: (way: 'left'|'right'|'up'|'down') => void, tap: () => void, zoomed: (on: boolean) => void,
 *   loading: (on: boolean) => void, failed: (url: string) => void, shown: () => void}} tell
 */
export function createStage(tell) {
  const small = el('img', { class: 'viewer-small', alt: '', draggable: 'false' });
  const picture = el('img', { class: 'viewer-picture', alt: '', draggable: 'false', decoding: 'async' });
  const photoBox = el('div', { class: 'viewer-photo', role: 'img' }, small, picture);
  const element = el('div', { class: 'viewer-stage' }, photoBox);

  let photo = null; // {id, ratio, width, height, url(size)}
  let box = { width: 1, height: 1 };
  let view = { zoom: 1, x: 0, y: 0 };
  let loadedSize = 0;
  let turn = 0;
  let incoming = null;

  const stageSize = () => ({ width: element.clientWidth, height: element.clientHeight });
  const density = () => window.devicePixelRatio || 1;

  function draw(drag = { x: 0, y: 0 }) {
    photoBox.style.transform = `translate(-50%, -50%) translate(${view.x + drag.x}px, ${view.y + drag.y}px) scale(${view.zoom})`;
    element.style.setProperty('--away', String(Math.min(1, Math.max(0, drag.y) / 300)));
  }

  function setView(next) {
    const was = view.zoom > 1;
    view = next.zoom <= 1.01 ? { zoom: 1, x: 0, y: 0 } : clampView(next, box, stageSize());
    element.classList.toggle('zoomed', view.zoom > 1);
    draw();
    if (was !== view.zoom > 1) tell.zoomed(view.zoom > 1);
    if (view.zoom > 1 && loadedSize > 0) load(4096);
  }

  function layOut() {
    if (!photo) return;
    box = fit(stageSize(), photo);
    photoBox.style.inlineSize = `${box.width}px`;
    photoBox.style.blockSize = `${box.height}px`;
    setView(view);
  }

  async function load(size) {
    if (size <= loadedSize || incoming?.size >= size) return;
    const mine = turn;
    if (incoming) incoming.image.src = '';
    const image = new Image();
    image.fetchPriority = 'high';
    incoming = { image, size };
    image.src = photo.url(size);
    try {
      await image.decode();
    } catch {
      if (mine !== turn || incoming?.image !== image) return;
      incoming = null;
      tell.loading(false);
      // A larger copy for zooming that fails leaves the one that is seen.
      if (loadedSize === 0) tell.failed(image.src);
      return;
    }
    if (mine !== turn || incoming?.image !== image) return;
    incoming = null;
    loadedSize = size;
    if (!(photo.width > 0)) {
      photo = { ...photo, ratio: image.naturalWidth / image.naturalHeight };
      layOut();
    }
    picture.src = image.src;
    picture.classList.add('there');
    tell.loading(false);
    tell.shown();
    if (view.zoom > 1) load(4096);
  }

  /** @param {{id: number, ratio: number, width?: number, height?: number, colour: string, alt: string, small: string, url: (size: number) => string}} next */
  function show(next, wait = 0) {
    const mine = ++turn;
    if (incoming) incoming.image.src = '';
    incoming = null;
    loadedSize = 0;
    photo = next;
    view = { zoom: 1, x: 0, y: 0 };
    picture.classList.remove('there');
    picture.removeAttribute('src');
    photoBox.setAttribute('aria-label', next.alt);
    small.classList.remove('missing');
    small.src = next.small;
    photoBox.style.backgroundColor = next.colour ?? '';
    element.classList.remove('zoomed');
    tell.zoomed(false);
    layOut();
    tell.loading(true);
    // Held down, an arrow key passes photos faster than pictures can come: only the one where it rests is fetched.
    const begin = () => { if (mine === turn) load(pictureSize(box, density())); };
    if (wait > 0) setTimeout(begin, wait);
    else begin();
  }

  /** What becomes known later: the size in pixels, the words. */
  function inform({ width, height, alt }) {
    if (!photo) return;
    photoBox.setAttribute('aria-label', alt);
    if (width > 0 && (photo.width !== width || photo.height !== height)) {
      photo = { ...photo, width, height };
      layOut();
    }
  }

  const toggleZoom = (point = { x: 0, y: 0 }) => setView(view.zoom > 1 ? { zoom: 1, x: 0, y: 0 } : zoomAt(view, fullZoom(box, photo, density()), point));
  const zoomBy = (by, point = { x: 0, y: 0 }) => setView(zoomAt(view, Math.max(1, Math.min(largestZoom(box, photo, density()), view.zoom * by)), point));
  const panBy = (x, y) => setView({ ...view, x: view.x + x, y: view.y + y });

  const fromMiddle = ({ clientX, clientY }) => {
    const area = element.getBoundingClientRect();
    return { x: clientX - area.left - area.width / 2, y: clientY - area.top - area.height / 2 };
  };

  element.addEventListener('wheel', (event) => {
    event.preventDefault();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    const lines = event.deltaMode === 1 ? 16 : 1;
    zoomBy(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), fromMiddle(event));
  }, { passive: false });
  element.addEventListener('dblclick', (event) => { if (lastKind === 'mouse') toggleZoom(fromMiddle(event)); });

  const fingers = new Map();
  let start = null;
  let lastKind = 'mouse';
  let lastTap = 0;

  const between = () => {
    const [a, b] = [...fingers.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  const begin = () => {
    const point = fingers.size === 2 ? between() : [...fingers.values()][0];
    start = { ...point, view, at: performance.now(), pinched: fingers.size === 2 || (start?.pinched ?? false) };
  };

  element.addEventListener('pointerdown', (event) => {
    lastKind = event.pointerType;
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (fingers.size >= 2) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, fromMiddle(event));
    if (fingers.size === 1) start = null;
    begin();
  });
  element.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, fromMiddle(event));
    if (fingers.size === 2) {
      const now = between();
      const zoom = Math.max(1, Math.min(largestZoom(box, photo, density()), start.view.zoom * now.distance / Math.max(1, start.distance)));
      const moved = zoomAt(start.view, zoom, start);
      setView({ zoom, x: moved.x + now.x - start.x, y: moved.y + now.y - start.y });
      return;
    }
    const point = fromMiddle(event);
    const [dx, dy] = [point.x - start.x, point.y - start.y];
    if (view.zoom > 1) setView({ ...start.view, x: start.view.x + dx, y: start.view.y + dy });
    else if (event.pointerType !== 'mouse' && !start.pinched) draw(Math.abs(dx) > Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: Math.max(dy, 0) });
  });

  function end(event, cancelled) {
    if (!fingers.delete(event.pointerId)) return;
    if (fingers.size > 0) { begin(); return; }
    const point = fromMiddle(event);
    const way = { dx: point.x - start.x, dy: point.y - start.y, ms: performance.now() - start.at };
    draw();
    if (cancelled || start.pinched || event.pointerType === 'mouse') return;
    if (Math.hypot(way.dx, way.dy) < slackPixels && way.ms < 350) tapped(point);
    else if (view.zoom === 1) {
      const swipe = swipeOf(way);
      if (swipe) tell.swipe(swipe);
    }
  }
  element.addEventListener('pointerup', (event) => end(event, false));
  element.addEventListener('pointercancel', (event) => end(event, true));

  let tapTimer = 0;
  function tapped(point) {
    clearTimeout(tapTimer);
    const now = performance.now();
    if (now - lastTap < doubleTapMs) {
      lastTap = 0;
      toggleZoom(point);
      return;
    }
    lastTap = now;
    tapTimer = setTimeout(tell.tap, doubleTapMs);
  }

  small.addEventListener('error', () => small.classList.add('missing'));
  new ResizeObserver(() => {
    layOut();
    if (photo && loadedSize > 0) load(pictureSize(box, density(), view.zoom));
  }).observe(element);

  return {
    element, show, inform, toggleZoom, zoomBy, panBy,
    retry() { tell.loading(true); load(pictureSize(box, density())); },
    clear() { turn++; if (incoming) incoming.image.src = ''; incoming = null; photo = null; picture.removeAttribute('src'); small.removeAttribute('src'); },
    get isZoomed() { return view.zoom > 1; },
    /** The size that a photo of this shape would be fetched in here. */
    sizeFor: (shape) => pictureSize(fit(stageSize(), shape), density()),
  };
}
