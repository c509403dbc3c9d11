let last = 0;

/** An id that is used once on this page: what ties labels, lists and descriptions to their fields. */
export const freshId = (prefix) => `${prefix}-${++last}`;
