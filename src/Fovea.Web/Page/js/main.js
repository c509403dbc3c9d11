import { loadTexts } from './i18n.js';
await loadTexts();
