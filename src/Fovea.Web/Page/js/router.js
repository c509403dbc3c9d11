/** History and addresses. An entry carries where the person was (`entry.anchor`), so that Back returns to the same place. */

const listeners = new Set();

export const router = {
  get path() { return location.pathname; },
  get search() { return location.search; },
  /** What the current history entry remembers. @returns {Record<string, any>} */
  get entry() { return history.state?.fovea ?? {}; },

  /**
   * @param {string} address within this page: "/?q=…", "/library"
   * @param {{replace?: boolean, entry?: Record<string, any>, silent?: boolean}} [options] silent: listeners are not told
   */
  navigate(address, { replace = false, entry, silent = false } = {}) {
    const state = { fovea: entry ?? (replace ? router.entry : {}) };
    if (replace) history.replaceState(state, '', address);
    else {
      for (const one of listeners) one.leaving?.();
      history.pushState(state, '', address);
    }
    if (!silent) tell('push');
  },

  /** Adds to what the current entry remembers, without moving. */
  remember(patch) {
    history.replaceState({ fovea: { ...router.entry, ...patch } }, '', location.href);
  },

  /** @param {{change: (kind: 'push'|'pop') => void, leaving?: () => void}} listener leaving: last chance to `remember` */
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  start() {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => tell('pop'));
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href^="/"]');
      if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target || link.hasAttribute('download')) return;
      if (link.pathname !== '/' && link.pathname !== '/library') return;
      event.preventDefault();
      router.navigate(link.pathname + link.search);
    });
  },
};

function tell(kind) {
  for (const one of [...listeners]) one.change(kind);
}
