/** Indexing on the library page: how far, how fast, and the buttons that hold it. */
import { confirm } from './dialogs.js';
import { el } from './dom.js';
import { formatMoment } from './i18n.js';
import { attempt, button, keepFocus } from './library-part.js';
import { isBusy, lastWords, shareDone, statusFacts, statusWords } from './progress.js';

const kindly = new Set(); // what was answered with "keep" since the page was opened

export function createProgress({ api, t, can, reload }) {
  const bar = el('progress', { class: 'progress', max: '1', 'aria-label': t('index.progress') });
  const words = el('p', { class: 'progress-words' });
  const facts = el('p', { class: 'meta' });
  const buttons = el('div', { class: 'part-buttons' });
  const running = el('div', { class: 'progress-box', hidden: true }, bar, el('div', { class: 'progress-row' }, el('div', {}, words, facts), buttons));
  const last = el('p', { class: 'meta progress-last', hidden: true });
  const kept = el('div', { class: 'kept', hidden: true });
  const said = el('p', { class: 'hidden-text', role: 'status' });
  const element = el('section', { class: 'library-part library-progress', 'aria-label': t('index.progress'), hidden: true }, running, last, kept, said);
  let roots = [];
  let drawnState = null;
  let status = null;

  function progress(next) {
    status = next;
    const busy = isBusy(next);
    running.hidden = !busy;
    if (busy) {
      const share = shareDone(next);
      if (share === null) bar.removeAttribute('value');
      else bar.value = share;
      words.textContent = statusWords(next);
      facts.textContent = statusFacts(next).join(' · ');
    }
    if (next.state !== drawnState) {
      drawnState = next.state;
      keepFocus(buttons, drawButtons);
      said.textContent = statusWords(next);
    }
    last.hidden = busy || !next.last;
    if (next.last) last.textContent = next.last.ended ? t('index.last', { when: formatMoment(next.last.ended), text: lastWords(next.last) }) : lastWords(next.last);
    drawKept();
    element.hidden = running.hidden && last.hidden && kept.hidden;
  }

  function drawButtons() {
    const call = (name, run, kind = '') => button(t(`index.${name}`), () => attempt(t, run), kind, { 'data-focus': name === 'resume' ? 'pause' : name });
    const list = !can.library || !isBusy(status) || status.state === 'stopping' ? [] : [
      status.state === 'paused' ? call('resume', api.resume, 'primary') : status.state === 'waiting' ? null : call('pause', api.pause),
      call('stop', api.stop),
    ];
    buttons.replaceChildren(...list.filter(Boolean));
  }

  // A folder where suddenly nearly everything is gone was more likely unmounted than emptied, so a person decides.
  function drawKept() {
    const open = (status.last?.kept ?? []).filter((one) => !kindly.has(keyOf(one)));
    kept.hidden = open.length === 0 || isBusy(status) || !can.library;
    const drawn = JSON.stringify(open);
    if (kept.dataset.drawn === drawn) return;
    kept.dataset.drawn = drawn;
    kept.replaceChildren(...open.map((one) => el('div', { class: 'note kept-note' },
      el('p', {}, t('index.kept', { n: one.gone, known: one.known }), ' ', el('bdi', { class: 'path' }, String(one.root))),
      el('p', { class: 'meta' }, t('index.kept.why')),
      el('div', { class: 'part-buttons' },
        button(t('index.kept.keep'), () => keep(one)),
        button(t('index.kept.remove'), () => prune(one))))));
  }

  const keyOf = (one) => `${one.root}:${one.gone}`;

  function keep(one) {
    kindly.add(keyOf(one));
    progress(status);
  }

  async function prune(one) {
    const sure = await confirm({ title: t('index.kept.title', { n: one.gone }), text: t('index.kept.text'), confirmText: t('index.kept.do', { n: one.gone }), danger: true });
    if (!sure) return;
    const root = roots.find((known) => known.path === one.root || known.id === one.root);
    if (await attempt(t, () => api.index({ roots: root ? [root.id] : null, retryFailed: false, prune: true }))) reload();
  }

  return { element, progress, update(library) { roots = library.roots; progress(library.index); } };
}
