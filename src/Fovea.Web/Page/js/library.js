/** The page at /library: the folders, what indexing does, what could not be read, what is kept where. */
import { createDevices } from './devices.js';
import { el } from './dom.js';
import { registerKeys, setScope } from './key-registry.js';
import { createFailures } from './library-failures.js';
import { createFolders } from './library-folders.js';
import { createProgress } from './library-progress.js';
import { createAbout, createChoices } from './library-about.js';

const calmMs = 1500; // while indexing runs, counts are asked for no more often than this

/** @param {{api: object, t: Function, navigate: (address: string) => void}} parts @returns {{show: (container: HTMLElement) => void, hide: () => void}} */
export function createLibrary({ api, t, navigate }) {
  let root = null;
  let parts = null;
  let stopEvents = null;
  let dropKeys = null;
  let timer = 0;
  let lastState = 'idle';

  async function build() {
    const session = await api.session().catch(() => null);
    const tools = { api, t, can: session?.can ?? { files: false, trash: false, library: false }, reload: () => load() };
    parts = [createProgress(tools), createFolders(tools), createFailures(tools), createAbout({ ...tools, session }), createDevices({ ...tools, session }), createChoices(tools)];
    const problem = el('p', { class: 'note', role: 'alert', hidden: true });
    root.replaceChildren(
      el('div', { class: 'library' },
        el('h1', { class: 'library-title' }, t('library.title')),
        problem,
        ...parts.map((part) => part.element)));
    root.problem = problem;
    await load();
  }

  async function load() {
    clearTimeout(timer);
    timer = 0;
    if (!root || !parts) return;
    try {
      const library = await api.library();
      if (!root) return;
      root.problem.hidden = true;
      for (const part of parts) part.update?.(library);
    } catch (error) {
      if (!root) return;
      root.problem.textContent = error.detail || t('error.gone');
      root.problem.hidden = false;
    }
  }

  const loadSoon = () => { timer ||= setTimeout(load, calmMs); };

  return {
    show(container) {
      root = container;
      document.body.classList.add('at-library');
      build();
      container.focus({ preventScroll: true });
      setScope('library');
      dropKeys = registerKeys('library', [{ keys: ['Escape'], text: 'keys.library.back', run: () => navigate('/') }]);
      stopEvents = api.events({
        index: (status) => {
          for (const part of parts ?? []) part.progress?.(status);
          if (status.state !== lastState) loadSoon();
          lastState = status.state;
        },
        library: loadSoon,
        back: load,
      });
    },
    hide() {
      document.body.classList.remove('at-library');
      clearTimeout(timer);
      timer = 0;
      stopEvents?.();
      dropKeys?.();
      setScope('grid');
      for (const part of parts ?? []) part.close?.();
      root?.replaceChildren();
      root = parts = null;
    },
  };
}
