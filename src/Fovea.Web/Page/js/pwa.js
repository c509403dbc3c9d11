/** Lets the browser install the page and say what is wrong when Fovea is not running. Where it is not allowed, nothing is lost. */

/** @param {string} version of the program: another one brings its own worker and forgets the old files */
export async function startWorker(version) {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  try {
    await navigator.serviceWorker.register(`/page/sw.js?v=${encodeURIComponent(version)}`, { scope: '/', updateViaCache: 'none' });
  } catch {
    // A certificate of its own or a private window: the page works as before.
  }
}
