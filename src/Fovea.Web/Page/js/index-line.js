/** A thin line under the bar while photos are indexed: how fast, how long still. It is a way to the library page, and gone when nothing runs. */
import { el } from './dom.js';
import { icon } from './icons.js';
import { isBusy, shareDone, statusFacts, statusWords } from './progress.js';

const showAfterMs = 600; // looking for new photos in a library that is up to date is done before anyone reads it

/** @param {{api: object, t: Function}} parts @returns {HTMLElement} */
export function createIndexLine({ api, t }) {
  const fill = el('span', { class: 'index-line-fill' });
  const words = el('span', { class: 'index-line-words' });
  const sign = el('span', { class: 'index-line-sign' });
  const line = el('a', { class: 'index-line', href: '/library', hidden: true, title: t('index.toLibrary') },
    el('span', { class: 'index-line-track', 'aria-hidden': 'true' }, fill), sign, words, el('span', { class: 'hidden-text' }, ` ${t('index.toLibrary')}`));
  let timer = 0;
  let shown = null;

  function draw(status) {
    if (!isBusy(status)) {
      clearTimeout(timer);
      timer = 0;
      line.hidden = true;
      shown = null;
      return;
    }
    shown = status;
    if (line.hidden) {
      if (timer === 0) timer = setTimeout(() => { timer = 0; if (shown) { line.hidden = false; write(shown); } }, showAfterMs);
      return;
    }
    write(status);
  }

  function write(status) {
    const share = shareDone(status);
    line.classList.toggle('open-ended', share === null);
    line.classList.toggle('resting', status.state === 'paused' || status.state === 'waiting');
    fill.style.inlineSize = share === null ? '100%' : `${(share * 100).toFixed(2)}%`;
    words.textContent = [statusWords(status), ...statusFacts(status)].join(' · ');
    sign.replaceChildren(...(status.state === 'paused' ? [icon('pause')] : []));
  }

  api.events({ index: draw, gone: () => draw(null) });
  return line;
}
