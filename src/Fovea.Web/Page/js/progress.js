/** What indexing does now, in words: one place for the line under the bar and the library page. */
import { formatDuration, formatNumber, t } from './i18n.js';

export const isBusy = (status) => Boolean(status) && status.state !== 'idle';

/** @returns {number|null} 0 to 1; null while it is not known how much there is */
export const shareDone = (status) => (status.total > 0 && status.state !== 'scanning' && status.state !== 'waiting' ? Math.min(1, status.done / status.total) : null);

/** One short sentence. @param {object} status as the server tells it */
export function statusWords(status) {
  switch (status.state) {
    case 'waiting': return status.holder ? t('index.waiting.holder', { holder: status.holder }) : t('index.waiting');
    case 'scanning': return t('index.scanning', { n: status.scanned });
    case 'indexing': return t(status.nextModel ? 'index.changing' : 'index.indexing', { done: status.done, n: status.total, model: status.nextModel });
    case 'paused': return status.total > 0 ? t('index.paused.at', { done: status.done, n: status.total }) : t('index.paused');
    case 'stopping': return t('index.stopping');
    default: return '';
  }
}

/** What goes after it: speed, time left, what could not be read. @returns {string[]} */
export function statusFacts(status) {
  const facts = [];
  if (status.state === 'indexing' && status.rate > 0) facts.push(t('index.rate', { text: formatNumber(status.rate, { maximumFractionDigits: status.rate < 10 ? 1 : 0 }) }));
  if (status.state === 'indexing' && status.remainingSeconds !== null) facts.push(t('index.left', { time: formatDuration(status.remainingSeconds) }));
  if (status.failed > 0) facts.push(t('index.failed', { n: status.failed }));
  return facts;
}

/** How the last run ended. @param {object|null} last @returns {string} */
export function lastWords(last) {
  if (last.error) return t('index.last.error', { reason: last.error });
  const parts = [];
  for (const what of ['new', 'changed', 'moved', 'removed', 'failed']) if (last[what] > 0) parts.push(t(`index.last.${what}`, { n: last[what] }));
  if (parts.length === 0) return t('index.last.nothing');
  return last.photosPerSecond > 0 && last.new > 0 ? t('index.last.speed', { text: parts.join(', '), time: formatDuration(last.seconds), rate: formatNumber(last.photosPerSecond, { maximumFractionDigits: 0 }) }) : parts.join(', ');
}
