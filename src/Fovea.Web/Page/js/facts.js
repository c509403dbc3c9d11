/** What the library offers to filter by. Read when somebody is about to filter, forgotten when the library changes. */
import { api } from './api.js';

export class Facts {
  facets = null;
  /** @type {{path: string, name: string, count: number}[]} roots and the folders in them */
  folders = [];
  #loading = null;

  /** Never throws: without facts the page still searches. */
  load() {
    this.#loading ??= this.#read().catch(() => { this.#loading = null; });
    return this.#loading;
  }

  async #read() {
    const [facets, roots] = await Promise.all([api.facets(), api.folders()]);
    const inside = await Promise.all(roots.slice(0, 8).map((root) => api.folders(root.path)));
    this.facets = facets;
    this.folders = [...roots, ...inside.flat()];
  }

  forget() { this.#loading = null; }
}
