/** The model, what is kept on the disk, the network, and the choices of this browser. */
import { el, memory } from './dom.js';
import { formatBytes, formatNumber, languages, setLanguage } from './i18n.js';
import { freshId } from './ids.js';
import { showKeys } from './keys.js';
import { button, fact, section } from './library-part.js';
import { setTheme } from './theme.js';

export function createAbout({ t, session }) {
  const facts = el('dl', { class: 'about-facts' });
  const element = section(t('library.about'), [], facts);

  // What phones are given goes through the network as well: a zero beside them would not be true.
  const sent = (n) => (session?.lan.enabled ? [t('library.network.lan'), t('library.network.lan.why')] : [t('library.network.sent', { n }), t('library.network.why')]);

  return {
    element,
    update({ model, bytes, diskFreeBytes, networkBytesSent, totals }) {
      const kept = bytes.catalog + bytes.thumbnails + bytes.models;
      const parts = ['catalog', 'thumbnails', 'models'].filter((name) => bytes[name] > 0).map((name) => t(`library.bytes.${name}`, { size: formatBytes(bytes[name]) }));
      facts.replaceChildren(
        fact(t('library.photos'), t('library.count', { n: totals.indexed }), totals.offline > 0 ? t('library.photos.away', { n: totals.offline }) : null),
        fact(t('library.model'), model.isStarter ? t('library.model.starter') : model.name, qualityWords(model, t)),
        fact(t('library.disk'), formatBytes(kept), [...parts, diskFreeBytes === null ? null : t('library.bytes.free', { size: formatBytes(diskFreeBytes) })].filter(Boolean).join(' · ')),
        fact(t('library.network'), ...sent(networkBytesSent)));
    },
  };
}

function qualityWords(model, t) {
  const parts = [];
  if (model.isStarter) parts.push(t('library.model.starter.what'));
  if (typeof model.quality?.r10 === 'number') parts.push(t('library.model.measured', { text: formatNumber(model.quality.r10, { maximumFractionDigits: 0 }) }));
  else if (typeof model.quality === 'string') parts.push(model.quality);
  return parts.join(' ');
}

const languageNames = { en: 'English', de: 'Deutsch', zh: '简体中文' };

export function createChoices({ t }) {
  const language = choice(t('library.language'), [['', t('library.language.auto')], ...languages.map((code) => [code, languageNames[code] ?? code])], memory.get('language') ?? '', (value) => setLanguage(value || null));
  const theme = choice(t('library.theme'), ['auto', 'light', 'dark'].map((value) => [value === 'auto' ? '' : value, t(`library.theme.${value}`)]), memory.get('theme') ?? '', (value) => setTheme(value || null));
  return { element: section(t('library.choices'), [], el('div', { class: 'page-choices' }, language, theme, button(t('keys.sheet'), showKeys))) };
}

function choice(label, options, value, onChange) {
  const id = freshId('choice');
  const select = el('select', { id, class: 'field', onchange: () => onChange(select.value) }, ...options.map(([code, words]) => el('option', { value: code, selected: code === value }, words)));
  return el('div', { class: 'field-group' }, el('label', { for: id }, label), select);
}
