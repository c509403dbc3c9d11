/** Which photos are selected. Ids, so that they stay selected while rows come and go. */
export class Selection extends EventTarget {
  #ids = new Set();
  #from = null; // where a shift-click range starts

  get size() { return this.#ids.size; }

  get ids() { return [...this.#ids]; }

  has(id) { return this.#ids.has(id); }

  /** @param {number} id @param {number} index its place in the answer */
  toggle(id, index) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#from = index;
    this.#tell();
  }

  /** Everything from the last toggled photo to this one. @param {ArrayLike<number>} ids of the answer @param {number} index */
  extend(ids, index) {
    const from = this.#from ?? index;
    for (let i = Math.min(from, index); i <= Math.max(from, index); i++) this.#ids.add(ids[i]);
    this.#from ??= index;
    this.#tell();
  }

  /** @param {ArrayLike<number>} ids */
  all(ids) {
    this.#ids = new Set(ids);
    this.#tell();
  }

  remove(ids) {
    let changed = false;
    for (const id of ids) changed = this.#ids.delete(id) || changed;
    if (changed) this.#tell();
  }

  clear() {
    if (this.#ids.size === 0) return;
    this.#ids.clear();
    this.#from = null;
    this.#tell();
  }

  #tell() { this.dispatchEvent(new Event('change')); }
}
