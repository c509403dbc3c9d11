/** What is known about one photo, beside it or, on a phone, as a sheet below it. */
import { el } from './dom.js';
import { formatBytes, formatDate, formatNumber } from './i18n.js';
import { icon } from './icons.js';

/**
 * @param {{api: object, t: Function, actions: object, onClose: () => void}} parts
 * @returns {{element: HTMLElement, show: (photo: object) => void, focus: () => void}}
 */
export function createDetails({ api, t, actions, onClose }) {
  const heading = el('h2', { tabindex: '-1' }, t('viewer.details'));
  const close = el('button', { type: 'button', class: 'icon-button', 'aria-label': t('viewer.details.close'), title: t('viewer.details.close'), onclick: onClose }, icon('close'));
  const handle = el('div', { class: 'details-handle', 'aria-hidden': 'true' });
  const head = el('header', { class: 'details-head' }, heading, close);
  const body = el('div', { class: 'details-body' });
  const element = el('aside', { class: 'viewer-details', 'aria-label': t('viewer.details'), hidden: true }, handle, head, body);
  let asked = null;

  async function show(photo) {
    asked?.abort();
    asked = new AbortController();
    draw(photo, null);
    try {
      draw(photo, await api.photo(photo.id, asked.signal));
    } catch (error) {
      if (error.name !== 'AbortError') body.append(el('p', { class: 'meta', role: 'status' }, error.detail || t('error.gone')));
    }
  }

  function draw(photo, more) {
    const all = { ...photo, ...more, score: photo.score, strength: photo.strength };
    const rows = [
      row('name', el('bdi', {}, all.name)),
      row('taken', all.taken ? formatDate(all.taken, 'long') : t('viewer.taken.unknown'), all.taken ? el('span', { class: 'meta' }, `${formatTime(all.taken)}${all.takenIsGuess ? ` · ${t('viewer.taken.guess')}` : ''}`) : null),
      row('size', sizeWords(all, t)),
      all.camera || all.lens ? row('camera', all.camera, all.lens ? el('span', { class: 'meta' }, all.lens) : null) : null,
      all.location ? row('place', placeWords(all.location), altitudeWords(all.location, t), copyButton(coordinates(all.location), 'viewer.place.copy', 'viewer.place.copied')) : null,
      all.rating > 0 ? row('rating', t('viewer.rating.of', { n: all.rating })) : null,
      row('folder', el('bdi', { class: 'details-path' }, all.folder), copyButton(all.path, 'action.copyPath', 'action.copied')),
      all.companion ? row('companion', el('bdi', {}, all.companion)) : null,
      row('match', all.strength ? `${t(`viewer.strength.${all.strength}`)}${all.score === null ? '' : ` · ${formatNumber(all.score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`}` : null),
      all.offline ? row('where', t('viewer.offline.long')) : null,
    ];
    body.replaceChildren(el('dl', { class: 'details-list' }, ...rows), moreActions(all));
  }

  function row(name, ...values) {
    const given = values.filter((value) => value !== null && value !== undefined && value !== '');
    return given.length === 0 ? null : el('div', { class: `details-row details-${name}` }, el('dt', {}, t(`viewer.row.${name}`)), el('dd', {}, ...given));
  }

  const copyButton = (text, label, done) => el('button', {
    type: 'button', class: 'icon-button small', 'aria-label': t(label), title: t(label), onclick: () => actions.copyText(text, t(done)),
  }, icon('copy'));

  // Everything that the buttons over the photo do not offer on a small screen.
  function moreActions(photo) {
    const button = (name, picture, run) => el('button', { type: 'button', class: 'button', onclick: run }, icon(picture), t(name));
    return el('div', { class: 'details-actions' },
      actions.can.files && !photo.offline ? button('action.open', 'open', () => actions.open(photo)) : null,
      actions.can.files ? button('action.reveal', 'folder', () => actions.reveal(photo)) : null,
      button('action.inFolder', 'folder', () => actions.inFolder(photo)),
      actions.can.files ? button('action.export', 'export', () => actions.export([photo.id])) : null,
      photo.offline ? null : el('a', { class: 'button', href: api.originalUrl(photo.id), download: photo.name }, icon('download'), t('action.download')));
  }

  closeBySwipe(element, [handle, head], onClose);
  return { element, show, focus: () => heading.focus({ preventScroll: true }) };
}

// A sheet follows the finger down and goes when it is let go far enough; the close button does the same without a swipe.
function closeBySwipe(sheet, grips, onClose) {
  for (const grip of grips) {
    let from = null;
    grip.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'mouse' || event.target.closest('button')) return;
      from = event.clientY;
      grip.setPointerCapture(event.pointerId);
    });
    grip.addEventListener('pointermove', (event) => { if (from !== null) sheet.style.translate = `0 ${Math.max(0, event.clientY - from)}px`; });
    const end = (event) => {
      if (from === null) return;
      const far = event.type === 'pointerup' && event.clientY - from > 60;
      from = null;
      sheet.style.translate = '';
      if (far) onClose();
    };
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
  }
}

const formatTime = (taken) => formatDate(taken, 'clock');

function sizeWords({ width, height, megapixels, bytes, format }, t) {
  const parts = [];
  if (width > 0) parts.push(`${formatNumber(width, { useGrouping: false })} × ${formatNumber(height, { useGrouping: false })}`);
  if (megapixels > 0) parts.push(t('viewer.megapixels', { text: formatNumber(megapixels, { maximumFractionDigits: 1 }) }));
  if (bytes > 0) parts.push(formatBytes(bytes));
  if (format) parts.push(formatName(format));
  return parts.join(' · ');
}

const formatName = (format) => ({ raw: 'RAW', jpeg: 'JPEG', webp: 'WebP' })[format] ?? format.toUpperCase();

function placeWords({ latitude, longitude }) {
  const side = (value, positive, negative) => `${formatNumber(Math.abs(value), { minimumFractionDigits: 4, maximumFractionDigits: 5 })}° ${value < 0 ? negative : positive}`;
  return `${side(latitude, 'N', 'S')}, ${side(longitude, 'E', 'W')}`;
}

const coordinates = ({ latitude, longitude }) => `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;

const altitudeWords = ({ altitude }, t) => typeof altitude === 'number' ? el('span', { class: 'meta' }, t('viewer.altitude', { text: formatNumber(altitude, { maximumFractionDigits: 0 }) })) : null;
