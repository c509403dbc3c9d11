/** Photos that could not be read, with the reason of each; the list is fetched when it is opened. */
import { el } from './dom.js';
import { attempt, button } from './library-part.js';
import { toast } from './toasts.js';

export function createFailures({ api, t, can }) {
  const title = el('span', {});
  const list = el('ul', { class: 'reason-list' });
  const more = button(t('library.failures.more'), () => load(), '', { hidden: true });
  const retry = button(t('library.failures.retry'), async () => {
    if (await attempt(t, () => api.index({ roots: null, retryFailed: true, prune: false }))) toast({ text: t('library.failures.retrying') });
  });
  const details = el('details', { class: 'failures', ontoggle: () => { if (details.open && list.childElementCount === 0) load(); } },
    el('summary', {}, title),
    el('p', { class: 'meta' }, t('library.failures.what')),
    list,
    el('div', { class: 'part-buttons' }, more, can.library ? retry : null));
  const element = el('section', { class: 'library-part', hidden: true, 'aria-label': t('library.failures') }, details);
  let next = null;
  let known = -1;

  async function load() {
    await attempt(t, async () => {
      const page = await api.failures(next);
      next = page.next;
      const first = page.items.map((item) => el('li', {},
        el('bdi', { class: 'path' }, item.path),
        el('span', { class: 'meta' }, item.offline ? `${item.reason} ${t('library.failures.away')}` : item.reason)));
      list.append(...first);
      more.hidden = next === null;
    });
  }

  return {
    element,
    update(library) {
      const failed = library.totals.failed;
      element.hidden = failed === 0;
      title.textContent = t('library.failures.count', { n: failed });
      if (failed === known) return;
      known = failed;
      next = null;
      list.replaceChildren();
      if (details.open) load();
    },
  };
}
