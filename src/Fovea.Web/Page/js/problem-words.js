/** What went wrong, in the person's language. The server tells programs in English; its codes are what does not change. */
import { currentLanguage, t } from './i18n.js';

/** @param {{code?: string, title?: string, detail?: string}} problem as the server tells it @returns {string} a sentence; empty when nothing is known */
export function problemWords({ code = '', title = '', detail = title }) {
  if (currentLanguage() === 'en') return detail;
  const key = `problem.${code}`;
  const words = t(key, { detail });
  return words === key ? detail : words;
}
