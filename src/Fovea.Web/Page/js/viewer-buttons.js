/** The buttons over the large photo. They fade with the rest of the chrome, and stay while one has the focus. */
import { el } from './dom.js';
import { icon } from './icons.js';

/** @param {{t: Function, run: Record<string, () => void>, can: {files: boolean, trash: boolean}}} parts */
export function createViewerButtons({ t, run, can }) {
  const button = (name, picture, key, act, more = '') => el('button', {
    type: 'button', class: `viewer-button ${more}`, 'aria-label': t(name), title: key ? `${t(name)} (${t(`keys.name.${key}`) === `keys.name.${key}` ? key : t(`keys.name.${key}`)})` : t(name),
    'aria-keyshortcuts': key, onclick: act,
  }, icon(picture));
  const heart = button('viewer.favourite', 'heart', 'h', () => run.favourite());
  const zoom = button('viewer.zoom', 'zoom', 'z', run.zoom, 'wide-only');
  const info = button('viewer.details', 'info', 'i', run.details);
  const folder = button('viewer.folder', 'folder', 'f', () => run.folder(), 'wide-only');
  const open = button('viewer.open', 'open', 'o', () => run.open(), 'wide-only');
  const trash = button('viewer.trash', 'trash', 'Delete', () => run.trash());
  const back = button('viewer.close', 'back', 'Escape', run.close);
  const previous = button('viewer.previous', 'previous', 'ArrowLeft', run.previous, 'viewer-side viewer-previous viewer-chrome');
  const next = button('viewer.next', 'next', 'ArrowRight', run.next, 'viewer-side viewer-next viewer-chrome');
  const tools = el('div', { class: 'viewer-tools', role: 'group', 'aria-label': t('viewer.tools') },
    heart, button('viewer.similar', 'similar', 's', run.similar), zoom, button('viewer.copy', 'copy', 'c', () => run.copy(), 'wide-only'), folder, open, trash, info);

  const setCan = () => {
    open.hidden = !can.files;
    trash.hidden = !can.trash;
  };
  setCan();

  return {
    back, previous, next, tools, setCan,
    setPhoto(photo) {
      heart.setAttribute('aria-pressed', String(photo.favourite));
      heart.replaceChildren(icon(photo.favourite ? 'heartFull' : 'heart'));
      open.disabled = photo.offline;
    },
    setZoomed(on) {
      zoom.setAttribute('aria-pressed', String(on));
      zoom.replaceChildren(icon(on ? 'unzoom' : 'zoom'));
    },
    setDetails(on) { info.setAttribute('aria-expanded', String(on)); },
    setEnds(hasPrevious, hasNext) {
      // Disabling would throw the focus away in the middle of a walk.
      previous.setAttribute('aria-disabled', String(!hasPrevious));
      next.setAttribute('aria-disabled', String(!hasNext));
    },
  };
}
