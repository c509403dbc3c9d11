/** The few lines that every module needs to make elements. Text goes in as text nodes only, never as markup. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] `class`, `on…` handlers (`onclick`), `data: {}`; true/false set or leave an attribute; anything else is an attribute
 * @param {...(Node|string|number|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(node.dataset, value);
    else if (value === true) node.setAttribute(name, '');
    else node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => (typeof child === 'number' ? String(child) : child)));
  return node;
}

/** Calls `run` once, `wait` ms after the last call. `.now()` runs it at once, `.cancel()` forgets it. */
export function debounce(run, wait) {
  let timer = 0;
  let last = [];
  const later = (...args) => {
    last = args;
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; run(...last); }, wait);
  };
  later.cancel = () => { clearTimeout(timer); timer = 0; };
  later.now = (...args) => { later.cancel(); run(...(args.length ? args : last)); };
  return later;
}

/** What a person remembers on this machine; a browser that forbids storage only forgets. */
export const memory = {
  /** @returns {any} */
  get(key, otherwise = null) {
    try {
      const text = localStorage.getItem(`fovea.${key}`);
      return text === null ? otherwise : JSON.parse(text);
    } catch {
      return otherwise;
    }
  },
  set(key, value) {
    try {
      if (value === null) localStorage.removeItem(`fovea.${key}`);
      else localStorage.setItem(`fovea.${key}`, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page works without.
    }
  },
};

/** True while the person types in a field, so that single letters stay letters. */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|range|button)$/.test(target.type ?? '');
}
