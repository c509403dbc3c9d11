/** What the search box offers: earlier searches, examples, and filters named by what is typed. */
import { memory } from './dom.js';
import { formatNumber, t } from './i18n.js';

/**
 * @typedef {{icon: string, text: string, note?: string, group: string, q?: string, patch?: object, forget?: string}} Suggestion
 * q: becomes the words; patch: becomes part of the state (and the typed word goes); forget: an earlier search that can be forgotten
 */

const most = 8;
const examples = ['scene', 'tone', 'object', 'mood'];

export const recent = {
  list: () => memory.get('recent', []).filter((one) => typeof one === 'string'),
  add(q) {
    const words = q.trim();
    if (words.length < 2) return;
    memory.set('recent', [words, ...recent.list().filter((one) => one.toLowerCase() !== words.toLowerCase())].slice(0, 12));
  },
  forget: (q) => memory.set('recent', recent.list().filter((one) => one !== q)),
};

/**
 * @param {string} q as typed
 * @param {{facets: object|null, folders: {path: string, name: string, count: number}[], state: import('./url-state.js').PageState}} library
 * @returns {Suggestion[]}
 */
export function suggest(q, { facets, folders, state }) {
  const typed = q.trim();
  if (!typed) {
    const past = recent.list().slice(0, 5).map((one) => ({ icon: 'clock', text: one, q: one, group: 'recent', forget: one }));
    const ideas = examples.map((one) => ({ icon: 'search', text: t(`search.example.${one}`), note: t(`search.kind.${one}`), q: t(`search.example.${one}`), group: 'example' }));
    return [...past, ...ideas];
  }
  const word = lastWord(typed);
  const past = recent.list().filter((one) => one.toLowerCase().startsWith(typed.toLowerCase()) && one.toLowerCase() !== typed.toLowerCase()).slice(0, 3)
    .map((one) => ({ icon: 'clock', text: one, q: one, group: 'recent', forget: one }));
  const filters = word.text.length < 2 ? [] : filtersFor(word, { facets, folders, state }).map((one) => ({ ...one, group: 'filter', q: typed.slice(0, typed.length - word.length).trim() }));
  const pins = word.isFilter ? [] : [
    { icon: 'plus', text: t('search.pin', { words: typed }), group: 'pin', q: '', patch: { terms: [...state.terms, { weight: 1, kind: 'text', value: typed }] } },
    { icon: 'minus', text: t('search.pinLess', { words: typed }), group: 'pin', q: '', patch: { terms: [...state.terms, { weight: -0.5, kind: 'text', value: typed }] } },
  ];
  return [...past, ...filters].slice(0, most - pins.length).concat(pins);
}

/** The word that filters are looked up for: the last one, or everything after "in:". */
export function lastWord(typed) {
  const inside = /(?:^|\s)in:"?([^"]*)$/i.exec(typed);
  if (inside) return { text: inside[1].toLowerCase(), length: inside[0].trimStart().length, isFilter: true };
  const word = /\S+$/.exec(typed)?.[0] ?? '';
  return { text: word.toLowerCase(), length: word.length, isFilter: /^(date|before|after):/i.test(word) };
}

function filtersFor({ text, isFilter }, { facets, folders, state }) {
  const found = [];
  const starts = (value) => value.toLowerCase().split(/[\s/\\_-]+/).some((part) => part.startsWith(text)) || value.toLowerCase().startsWith(text);
  for (const folder of folders) if (starts(folder.name) && !state.folders.includes(folder.path)) found.push({ icon: 'folder', text: folder.name, note: formatNumber(folder.count), patch: { folders: [...state.folders, folder.path] } });
  if (isFilter || !facets) return found.slice(0, 5);
  for (const { value, count } of facets.cameras) if (text.length > 2 && starts(value) && !state.cameras.includes(value)) found.push({ icon: 'camera', text: value, note: formatNumber(count), patch: { cameras: [...state.cameras, value] } });
  for (const { value, count } of facets.years) if (value === text) found.push({ icon: 'calendar', text: value, note: formatNumber(count), patch: { from: value, before: String(Number(value) + 1) } });
  for (const { value, count } of facets.shapes) if (starts(t(`filter.shape.${value}`)) && !state.shapes.includes(value)) found.push({ icon: 'picture', text: t(`filter.shape.${value}`), note: formatNumber(count), patch: { shapes: [...state.shapes, value] } });
  for (const { value, count } of facets.formats) if (t(`filter.format.${value}`).toLowerCase() === text) found.push({ icon: 'picture', text: t(`filter.format.${value}`), note: formatNumber(count), patch: { formats: [...state.formats, value] } });
  if (facets.favourites > 0 && text.length > 2 && !state.favourite && starts(t('filter.favourites'))) found.push({ icon: 'heart', text: t('filter.favourites'), note: formatNumber(facets.favourites), patch: { favourite: true } });
  return found.slice(0, 5);
}
