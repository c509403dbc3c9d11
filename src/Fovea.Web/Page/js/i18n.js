/** Words in the person's language. Texts live in texts.json; plural forms follow Intl.PluralRules. */
import { memory } from './dom.js';

const supported = ['en', 'de', 'zh'];
let texts = {};
let language = 'en';
let plurals = new Intl.PluralRules('en');
let locale = 'en'; // the language as the person's country writes dates and numbers
let numbers = new Intl.NumberFormat('en');

/** The languages that there are, and the one in use. */
export const languages = supported;
export const currentLanguage = () => language;

/** Loads the texts; call once before anything is shown. */
export async function loadTexts() {
  const answer = await fetch('/page/texts.json');
  texts = await answer.json();
  apply(choose());
}

/** Remembers the choice (null: as the browser says) and reloads, so that every part speaks the same language. */
export function setLanguage(code) {
  memory.set('language', code);
  location.reload();
}

export function choose(wanted = [memory.get('language'), ...navigator.languages]) {
  for (const tag of wanted) {
    const short = tag?.toLowerCase().split('-')[0];
    if (supported.includes(short)) return short;
  }
  return 'en';
}

function apply(code) {
  language = code;
  plurals = new Intl.PluralRules(code);
  locale = navigator.languages.find((tag) => tag.toLowerCase().split('-')[0] === code) ?? code;
  numbers = new Intl.NumberFormat(locale);
  document.documentElement.lang = code === 'zh' ? 'zh-Hans' : code;
  document.documentElement.dir = 'ltr';
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [params] numbers are written as the language does; `n` chooses the plural
 * @returns {string} the key itself when it is unknown: seen at once, never empty
 */
export function t(key, params = {}) {
  const all = texts[key];
  let text = all?.[language] ?? all?.en ?? key;
  if (typeof text === 'object') text = text[plurals.select(Number(params.n ?? 0))] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
}

export const formatNumber = (value, options) => (options ? new Intl.NumberFormat(locale, options) : numbers).format(value);

/**
 * A photo's time is the clock of the place where it was taken: it is shown as written, in no time zone.
 * @param {string|number} value "2019-05-17T12:33:00", or days since 1970
 * @param {'day'|'long'|'time'|'clock'|'month'|'year'} [style]
 */
export function formatDate(value, style = 'day') {
  const date = typeof value === 'number' ? new Date(value * 86400000) : new Date(/[zZ]$|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`);
  const shape = {
    day: { dateStyle: 'medium' },
    long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    time: { dateStyle: 'medium', timeStyle: 'short' },
    clock: { timeStyle: 'short' },
    month: { year: 'numeric', month: 'long' },
    year: { year: 'numeric' },
  }[style];
  return dates(style, shape).format(date);
}

/** A moment on this computer's clock: when something was indexed, seen or added. @param {string} value with its zone */
export const formatMoment = (value) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(value));

/** A length of time in one unit, as people say it: "3 minutes", "2 hours". @param {number} seconds */
export function formatDuration(seconds) {
  const [unit, length] = seconds < 55 ? ['second', 1] : seconds < 3300 ? ['minute', 60] : seconds < 86400 * 1.5 ? ['hour', 3600] : ['day', 86400];
  const value = Math.max(1, Math.round(seconds / length));
  return formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' });
}

const made = new Map();
function dates(style, shape) {
  if (!made.has(style)) made.set(style, new Intl.DateTimeFormat(locale, { ...shape, timeZone: 'UTC' }));
  return made.get(style);
}

/** Bytes in the units that file managers show (1 MB = 1,000,000 bytes). */
export function formatBytes(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return formatNumber(value, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 });
}
