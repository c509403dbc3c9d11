/** Lets the browser install the page and say what is wrong when Fovea is not running. Where it is not allowed, nothing is lost. */
import { api } from './api.js';

/** The worker's address carries the program's version: another one brings its own worker and forgets the old files. */
export async function startPwa() {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  try {
    const { version } = await api.session();
    await navigator.serviceWorker.register(`/page/sw.js?v=${encodeURIComponent(version)}`, { scope: '/', updateViaCache: 'none' });
  } catch {
    // A certificate of its own or a private window: the page works as before.
  }
}
