/** Dates as filters: half-open spans of years, months or days, and how they are said. */
import { formatDate, t } from './i18n.js';

/** "2019", "May 2019", "since 2019", "before 2020", "2017 – 2019". The end is the first moment after it. */
export function dateText({ from, before }) {
  const last = before && endOf(before);
  if (from && from === last) return say(from);
  if (from && last) return `${say(from)} – ${say(last)}`;
  return from ? t('filter.since', { date: say(from) }) : t('filter.before', { date: say(before) });
}

/** The last day, month or year inside a half-open span. */
export function endOf(before) {
  const [year, month, day] = before.split('-').map(Number);
  if (day) return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
  if (month) return month === 1 ? `${year - 1}-12` : `${year}-${pad(month - 1)}`;
  return String(year - 1);
}

/** The first moment after a day, month or year. */
export function startAfter(last) {
  const [year, month, day] = last.split('-').map(Number);
  if (day) return new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
  if (month) return month === 12 ? `${year + 1}-01` : `${year}-${pad(month + 1)}`;
  return String(year + 1);
}

const pad = (n) => String(n).padStart(2, '0');

/** What a person typed as a date: "2019", "2019-5", "17.5.2019", "5/2019"; empty when it is none. */
export function readDate(text) {
  const clean = text.trim();
  const parts = /^\d{4}([-/.]\d{1,2}){0,2}$/.test(clean) ? clean.split(/[-/.]/) : /^(\d{1,2}[-/.]){1,2}\d{4}$/.test(clean) ? clean.split(/[-/.]/).reverse() : null;
  if (!parts) return '';
  const [year, month, day] = parts.map(Number);
  if (month !== undefined && (month < 1 || month > 12)) return '';
  if (day !== undefined && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return '';
  return [parts[0], ...parts.slice(1).map((part) => pad(Number(part)))].join('-');
}

function say(date) {
  const [year, month, day] = date.split('-');
  const full = `${year}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}T00:00:00`;
  return formatDate(full, day ? 'day' : month ? 'month' : 'year');
}
