/** Where headings stand in an answer, and what they say. */
import { groupByDate } from './date-groups.js';
import { formatDate, t } from './i18n.js';
import { unknownDay } from './layout.js';

/**
 * @param {import('./results.js').Results} results
 * @returns {{breaks: number[]|Uint32Array, text: (at: number) => string, level: 'day'|'month'|'year'|null}} text: of the at-th break
 */
export function sectionsOf(results) {
  if (results.count === 0) return { breaks: [], text: () => '', level: null };
  if (results.order === 'date') {
    // Each match by date is looked for: its day counts more than full rows.
    const { level, starts, days } = groupByDate(results.columns.days, results.isRanked ? 1 : 8);
    const style = level === 'day' ? 'long' : level;
    return { breaks: starts, level, text: (at) => (days[at] === unknownDay ? t('grid.noDate') : formatDate(days[at], style)) };
  }
  const { strong, possible } = results.columns;
  const weak = results.counts.total - strong - possible;
  const breaks = [];
  const texts = [];
  const add = (index, text) => { if (index < results.count) { breaks.push(index); texts.push(text); } };
  if (possible > 0) add(strong, strong > 0 ? t('grid.possible', { n: possible }) : t('grid.onlyPossible', { n: possible }));
  if (weak > 0) add(strong + possible, strong + possible > 0 ? t('grid.weak', { n: weak }) : t('grid.onlyWeak', { n: weak }));
  return { breaks, text: (at) => texts[at], level: null };
}
