/** Light, dark, or as the system says; remembered in this browser. Importing this applies it, so import it before anything is drawn. */
import { memory } from './dom.js';

/** @param {'light'|'dark'|null} theme */
export function setTheme(theme) {
  memory.set('theme', theme);
  apply();
}

function apply() {
  const theme = memory.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

apply();
