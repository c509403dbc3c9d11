/** The whole HTTP API as functions. Nothing else in the page calls `fetch` for it. */
import { problemWords } from './problem-words.js';

const base = '/api/v1';

/** An answer that is no success, or no answer at all (`status` 0, `code` "gone"). `detail` is a sentence for people. */
export class ApiError extends Error {
  constructor(status, code, detail) {
    super(detail || code);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

async function request(path, { method = 'GET', body, blob, signal } = {}) {
  const headers = {};
  if (method !== 'GET') {
    headers['X-Fovea'] = '1';
    headers['Content-Type'] = blob ? 'application/octet-stream' : 'application/json';
  }
  let answer;
  try {
    answer = await fetch(base + path, { method, headers, signal, body: blob ?? (body === undefined ? undefined : JSON.stringify(body)), credentials: 'same-origin' });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    window.dispatchEvent(new CustomEvent('fovea:gone'));
    throw new ApiError(0, 'gone', '');
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  if (answer.status === 401) {
    // Another run has another key. What is on the page stays until this browser has it.
    window.dispatchEvent(new CustomEvent('fovea:gone'));
    throw new ApiError(401, 'gone', problemWords(problem));
  }
  throw new ApiError(answer.status, problem.code ?? `http-${answer.status}`, problemWords(problem));
}

const json = async (path, options) => (await request(path, options)).json();
const send = async (path, method = 'POST', body = {}) => {
  const answer = await request(path, { method, body });
  return answer.status === 204 ? null : answer.json();
};
const q = encodeURIComponent;

export const api = {
  /** @param {URLSearchParams} params @param {AbortSignal} [signal] */
  search: (params, signal) => json(`/search?${params}`, { signal }),
  /** @returns {Promise<ArrayBuffer>} columns, see layout.js */
  layout: async (set, signal) => (await request(`/sets/${q(set)}/layout`, { signal })).arrayBuffer(),
  photo: (id, signal) => json(`/photos/${id}`, { signal }),
  /** @param {number[]} ids at most 200 */
  photos: async (ids, signal) => (await json(`/photos?ids=${ids.join(',')}`, { signal })).items,
  thumbnailUrl: (id, version) => `${base}/photos/${id}/thumbnail?v=${version}`,
  pictureUrl: (id, size, version) => `${base}/photos/${id}/picture?size=${size}&v=${version}`,
  /** Why a picture did not load: asked only after it failed, as an img element tells nothing. @returns {Promise<ApiError|null>} null: it loads now */
  pictureFailure: async (url) => {
    try {
      await request(url.slice(base.length));
      return null;
    } catch (error) {
      return error;
    }
  },
  originalUrl: (id) => `${base}/photos/${id}/original`,
  pictureThumbnailUrl: (picture) => `${base}/pictures/${q(picture)}/thumbnail`,
  favourite: (ids, on) => send('/photos/favourite', 'POST', { ids, favourite: on }),
  trash: (ids) => send('/photos/trash', 'POST', { ids }),
  untrash: (undo) => send('/photos/untrash', 'POST', { undo }),
  export: (ids, folder) => send('/photos/export', 'POST', { ids, folder }),
  open: (id) => send(`/photos/${id}/open`),
  reveal: (id) => send(`/photos/${id}/reveal`),
  /** @param {Blob} blob a picture file */
  addPicture: (blob) => json('/pictures', { method: 'POST', blob }),
  facets: (signal) => json('/facets', { signal }),
  folders: async (under, signal) => (await json(under ? `/folders?under=${q(under)}` : '/folders', { signal })).items,
  complete: async (path, signal) => (await json(`/complete?path=${q(path)}`, { signal })).items,
  library: () => json('/library'),
  addRoot: (path) => send('/library/roots', 'POST', { path }),
  removeRoot: (id) => send(`/library/roots/${id}`, 'DELETE'),
  index: (body = { roots: null, retryFailed: false, prune: false }) => send('/index', 'POST', body),
  indexStatus: () => json('/index'),
  pause: () => send('/index/pause'),
  resume: () => send('/index/resume'),
  stop: () => send('/index/stop'),
  failures: (cursor, limit = 50) => json(`/failures?limit=${limit}${cursor ? `&cursor=${q(cursor)}` : ''}`),
  session: () => json('/session'),
  /** Whether this device's access was taken away, and not only the connection. */
  isPutOut: () => fetch(`${base}/session`, { cache: 'no-store' }).then(async (answer) => answer.status === 401 && (await answer.json()).code === 'not-paired').catch(() => false),
  devices: async () => (await json('/devices')).items,
  removeDevice: (id) => send(`/devices/${q(id)}`, 'DELETE'),
  pairing: () => send('/pairing'),
  pair: (code, name) => send('/pair', 'POST', { code, name }),

  /**
   * What happens on the server, for as long as the page lives. One connection for all listeners; a hidden tab lets go of it,
   * because a browser allows only six to one server. Returns a function that stops listening.
   * `gone` tells why: nothing answers ("stopped"), or another run does, whose key this browser does not have ("locked").
   * @param {{index?: (status: object) => void, library?: (change: {revision: number}) => void, gone?: (why: 'stopped'|'locked') => void, back?: () => void}} handlers
   */
  events(handlers) {
    listeners.add(handlers);
    connect();
    if (lastIndex && handlers.index) queueMicrotask(() => listeners.has(handlers) && handlers.index(lastIndex));
    return () => listeners.delete(handlers);
  },
};

const listeners = new Set();
let source = null;
let lastIndex = null;
let isGone = null; // or why
let retry = 0;

const tell = (what, data) => { for (const one of [...listeners]) one[what]?.(data); };

function connect() {
  if (source || document.hidden || listeners.size === 0) return;
  source = new EventSource(`${base}/events`);
  source.addEventListener('open', () => {
    if (isGone) {
      isGone = null;
      tell('back');
    }
  });
  source.addEventListener('index', (event) => { lastIndex = JSON.parse(event.data); tell('index', lastIndex); });
  source.addEventListener('library', (event) => tell('library', JSON.parse(event.data)));
  source.addEventListener('error', lost);
}

async function lost() {
  close();
  clearTimeout(retry);
  if (document.hidden) return; // nobody waits; it asks when it is seen again
  const why = await fetch(`${base}/session`, { cache: 'no-store' }).then((answer) => (answer.status === 401 ? 'locked' : null), () => 'stopped');
  if (why && why !== isGone) {
    isGone = why;
    tell('gone', why);
  }
  clearTimeout(retry);
  retry = setTimeout(why ? lost : connect, 1000);
}

function close() {
  source?.close();
  source = null;
}

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : connect()));
  // A call failed before the stream noticed: ask at once.
  window.addEventListener('fovea:gone', () => { if (!isGone && listeners.size > 0) lost(); });
}
