/** One place for what the parts share; whoever listens is told which names changed. */

/**
 * @template {Record<string, any>} T
 * @param {T} initial
 */
export function createStore(initial) {
  const values = { ...initial };
  const listeners = new Set();
  return {
    /** @type {T} read only */
    get now() { return values; },
    /** @param {Partial<T>} patch */
    set(patch) {
      const changed = Object.keys(patch).filter((key) => values[key] !== patch[key]);
      if (changed.length === 0) return;
      Object.assign(values, patch);
      for (const one of [...listeners]) if (one.keys.some((key) => changed.includes(key))) one.run(values);
    },
    /** @param {string[]} keys @param {(now: T) => void} run */
    on(keys, run) {
      const one = { keys, run };
      listeners.add(one);
      return () => listeners.delete(one);
    },
  };
}
