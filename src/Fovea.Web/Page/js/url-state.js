/** The address of the page is its state. Pure: used by the page and by its tests. */

/**
 * @typedef {{weight: number, kind: 'text'|'photo'|'picture', value: string}} Term added (weight > 0) or subtracted (< 0)
 * @typedef {{q: string, terms: Term[], folders: string[], from: string, before: string, cameras: string[], formats: string[],
 *   shapes: string[], offline: ''|'true'|'false', favourite: boolean, order: 'relevance'|'date', weak: boolean, photo: number|null}} PageState
 */

const lists = { folders: 'folder', cameras: 'camera', formats: 'format', shapes: 'shape' };

/** @returns {PageState} */
export const emptyState = () => ({ q: '', terms: [], folders: [], from: '', before: '', cameras: [], formats: [], shapes: [], offline: '', favourite: false, order: 'relevance', weak: false, photo: null });

/** @param {string} text "-0.5,text:people" @returns {Term|null} null when it is no term */
export function parseTerm(text) {
  const match = /^(-?\d*\.?\d+),(text|photo|picture):(.+)$/s.exec(text);
  if (!match) return null;
  const weight = Math.max(-1, Math.min(1, Number(match[1])));
  return weight === 0 || !Number.isFinite(weight) ? null : { weight, kind: match[2], value: match[3] };
}

/** @param {Term} term */
export const formatTerm = (term) => `${+term.weight.toFixed(2)},${term.kind}:${term.value}`;

const isDate = (text) => /^\d{4}(-\d{1,2}){0,2}$/.test(text);

/** @param {string} search "?q=…"; what is not understood is left out @returns {PageState} */
export function parseState(search) {
  const params = new URLSearchParams(search);
  const state = emptyState();
  state.q = params.get('q') ?? '';
  state.terms = params.getAll('term').map(parseTerm).filter(Boolean);
  for (const [name, key] of Object.entries(lists)) state[name] = [...new Set(params.getAll(key).filter(Boolean))];
  for (const name of ['from', 'before']) if (isDate(params.get(name) ?? '')) state[name] = params.get(name);
  if (/^(true|false)$/.test(params.get('offline') ?? '')) state.offline = params.get('offline');
  state.favourite = params.get('favourite') === 'true';
  state.order = params.get('order') === 'date' ? 'date' : 'relevance';
  state.weak = params.get('weak') === 'true';
  state.photo = /^\d{1,10}$/.test(params.get('photo') ?? '') ? Number(params.get('photo')) : null;
  return state;
}

/** What the server is asked: everything but the open photo. @param {PageState} state @returns {URLSearchParams} */
export function searchParams(state) {
  const params = new URLSearchParams();
  if (state.q.trim()) params.set('q', state.q.trim());
  for (const term of state.terms) params.append('term', formatTerm(term));
  for (const [name, key] of Object.entries(lists)) for (const value of state[name]) params.append(key, value);
  for (const name of ['from', 'before', 'offline']) if (state[name]) params.set(name, state[name]);
  if (state.favourite) params.set('favourite', 'true');
  if (state.order === 'date') params.set('order', 'date');
  if (state.weak || isOnlyLess(state)) params.set('weak', 'true');
  return params;
}

/** The address of a state, from the root: "/", "/?q=…". @param {PageState} state */
export function formatState(state) {
  const params = searchParams(state);
  if (state.photo !== null) params.set('photo', String(state.photo));
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text ? `/?${text}` : '/';
}

/** True when both ask the server the same. */
export const sameQuestion = (a, b) => searchParams(a).toString() === searchParams(b).toString();

/** How many filters are on: the number on the Filter button. @param {PageState} state */
export const countFilters = (state) => state.folders.length + state.cameras.length + state.formats.length + state.shapes.length + (state.from || state.before ? 1 : 0) + (state.offline ? 1 : 0) + (state.favourite ? 1 : 0);

/** Nothing is a match for the lack of something: where things are only taken away, all photos are shown, those with least of it first. */
const isOnlyLess = (state) => state.q.trim() === '' && state.terms.length > 0 && state.terms.every((term) => term.weight < 0);

/** @param {PageState} state */
export const hasWords = (state) => state.q.trim() !== '' || state.terms.length > 0;
