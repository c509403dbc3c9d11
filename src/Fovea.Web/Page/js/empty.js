/** What stands where photos would: it says what is so and what to do. */
import { el } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { countFilters, hasWords } from './url-state.js';

/**
 * @param {{state: import('./url-state.js').PageState, results: object|null, error: Error|null}} now
 * @param {{set(patch: object): void, clear(): void}} acts
 * @returns {HTMLElement|null} null: there are photos, or nothing is known yet
 */
export function emptyState({ state, results, error }, { set, clear }) {
  if (error) return notice(t('search.wrong'), [error.detail || t('search.wrongText')], [button(t('search.startAgain'), clear)]);
  if (!results || results.counts.total > 0 || results.counts.library === 0) return null;
  const filters = countFilters(state);
  const tips = [
    filters > 0 && t('search.tip.filters', { n: filters, searched: results.counts.searched }),
    hasWords(state) && t('search.tip.words'),
    state.terms.some((term) => term.weight < 0) && t('search.tip.less'),
    !hasWords(state) && filters === 0 && t('search.tip.none'),
  ].filter(Boolean);
  return notice(results.counts.searched === 0 ? t('search.nothingToSearch') : t('search.nothing'), tips, [
    filters > 0 ? button(t('filter.clear'), () => set({ folders: [], from: '', before: '', cameras: [], formats: [], shapes: [], offline: '', favourite: false }), 'primary') : null,
    button(t('search.showAll'), clear, filters > 0 ? '' : 'primary'),
  ]);
}

function notice(title, lines, buttons) {
  return el('section', { class: 'empty' }, icon('search'), el('h2', {}, title), ...lines.map((line) => el('p', {}, line)), el('p', { class: 'empty-buttons' }, ...buttons));
}

const button = (text, run, kind = '') => el('button', { type: 'button', class: `button ${kind}`, onclick: run }, text);
