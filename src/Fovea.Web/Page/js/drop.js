/** A picture dropped or pasted anywhere is searched by. */
import { el } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';

/** @param {(file: Blob) => void} take */
export function createDrop(take) {
  const overlay = el('div', { class: 'drop', hidden: true }, el('div', { class: 'drop-inner' }, icon('picture'), el('p', {}, t('search.drop'))));
  document.body.append(overlay);
  let depth = 0;
  let isOwn = false; // a photo dragged out of the grid
  const hasFile = (event) => !isOwn && [...(event.dataTransfer?.types ?? [])].includes('Files');
  const end = () => { depth = 0; overlay.hidden = true; };

  addEventListener('dragstart', () => { isOwn = true; });
  addEventListener('dragend', () => { isOwn = false; end(); });
  addEventListener('dragenter', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    depth++;
    overlay.hidden = false;
  });
  addEventListener('dragleave', (event) => { if (hasFile(event) && --depth <= 0) end(); });
  addEventListener('dragover', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    end();
    const file = event.dataTransfer.files[0];
    if (file) take(file);
  });
  addEventListener('paste', (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    take(file);
  });
}
