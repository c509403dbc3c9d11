/** One quiet line: how much was found in how many photos and how fast, the order, the timeline. The count opens the honest details. */
import { el } from './dom.js';
import { formatNumber, t } from './i18n.js';
import { attachPopover } from './popover.js';

/** @param {HTMLElement} container @param {{store: object, set(patch: object): void, timeline: HTMLElement}} parts */
export function createStatusLine(container, { store, set, timeline }) {
  const count = el('button', { type: 'button', class: 'count' });
  const order = el('select', { class: 'order', 'aria-label': t('search.order'), onchange: () => set({ order: order.value }) },
    el('option', { value: 'relevance' }, t('search.order.relevance')), el('option', { value: 'date' }, t('search.order.date')));
  const browsing = el('span', { class: 'meta order-text' }, t('search.order.newest'));
  const notes = el('div', { class: 'messages' });
  attachPopover(count, { label: t('search.details'), class: 'details-pop', fill: (panel) => fill(panel, store.now.results) });
  container.append(el('div', { class: 'status-line' }, count, el('span', { class: 'grow' }), order, browsing, timeline));
  container.after(notes);

  store.on(['results', 'isBusy', 'error'], draw);

  function draw({ results, isBusy, state }) {
    container.classList.toggle('busy', Boolean(isBusy));
    container.hidden = !results || results.counts.library === 0;
    if (!results) { notes.replaceChildren(); return; }
    count.textContent = summary(results);
    order.value = state.order;
    order.hidden = !results.isRanked;
    browsing.hidden = results.isRanked;
    notes.replaceChildren(...results.messages.map((text) => el('p', { class: 'note' }, text)));
  }
  return { draw: () => draw(store.now) };
}

/** "12 strong · 40 possible of 41,210 · 18 ms" @param {import('./results.js').Results} results */
export function summary(results) {
  const { counts, elapsedMs } = results;
  const ms = t('search.ms', { ms: formatMs(elapsedMs.total) });
  if (!results.isRanked) return `${counts.total === counts.library ? t('grid.photos', { n: counts.total }) : t('search.ofAll', { n: counts.total, all: counts.library })} · ${ms}`;
  const found = [counts.strong > 0 && t('search.strong', { n: counts.strong }), counts.possible > 0 && t('search.possible', { n: counts.possible })].filter(Boolean);
  const weak = counts.total - counts.strong - counts.possible;
  if (weak > 0) found.push(t('search.weak', { n: weak }));
  return `${t('search.of', { found: found.join(' · ') || t('search.none'), all: counts.searched })} · ${ms}`;
}

const formatMs = (ms) => formatNumber(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms));

function fill(panel, results) {
  if (!results) return;
  const { counts, elapsedMs } = results;
  const line = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));
  const times = ['encode', 'load', 'rank', 'fetch', 'total'].filter((one) => elapsedMs[one] !== undefined && elapsedMs[one] !== null);
  panel.tabIndex = -1;
  panel.setAttribute('autofocus', '');
  panel.replaceChildren(
    el('dl', { class: 'facts' },
      line(t('search.fact.library'), formatNumber(counts.library)),
      line(t('search.fact.searched'), formatNumber(counts.searched)),
      line(t('search.fact.found'), formatNumber(counts.total)),
      line(t('search.fact.failed'), formatNumber(counts.failed)),
      line(t('search.fact.offline'), formatNumber(counts.offline))),
    el('dl', { class: 'facts' }, ...times.map((one) => line(t(`search.time.${one}`), t('search.ms', { ms: formatMs(elapsedMs[one]) })))),
    counts.failed > 0 ? el('p', {}, el('a', { href: '/library' }, t('search.whyFailed'))) : null,
  );
}
