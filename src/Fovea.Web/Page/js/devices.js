/** Phones and other devices that may search here: who they are, and how one more gets in. */
import { confirm, sheet } from './dialogs.js';
import { el } from './dom.js';
import { formatMoment } from './i18n.js';
import { icon } from './icons.js';
import { attempt, button, keepFocus, section } from './library-part.js';
import { toast } from './toasts.js';

const askAgainMs = 2000; // while a code is shown, whether the device has come

/** @param {{api: object, t: Function, session: object|null}} parts */
export function createDevices({ api, t, session }) {
  const enabled = session?.lan.enabled ?? false;
  const isLocal = session?.isLocal ?? false;
  const problem = () => (session?.lan.problem ? el('p', { class: 'note' }, session.lan.problem) : null);
  if (!enabled) {
    const off = el('p', { class: 'meta' }, ...withCode(t('device.off'), 'fovea serve --lan'));
    return { element: section(t('device.title'), [], problem(), off) };
  }

  const rows = el('ul', { class: 'root-list' });
  const none = el('p', { class: 'meta', hidden: true }, t('device.none'));
  const pair = button(t('device.pair'), () => showPairing());
  const element = section(t('device.title'), isLocal ? [pair] : [], problem(), el('p', { class: 'meta' }, t('device.what')), rows, none);
  let stopPairing = null;

  async function load() {
    let devices = [];
    await attempt(t, async () => { devices = await api.devices(); });
    none.hidden = devices.length > 0;
    keepFocus(rows, () => rows.replaceChildren(...devices.map(drawDevice)));
    return devices;
  }

  function drawDevice(device) {
    const facts = [device.isCurrent ? t('device.this') : null, t('device.added', { when: formatMoment(device.added) }), device.lastSeen ? t('device.seen', { when: formatMoment(device.lastSeen) }) : null];
    return el('li', { class: 'root-row' },
      el('span', { class: 'root-sign' }, icon('phone')),
      el('div', { class: 'root-words' }, el('h3', {}, el('bdi', {}, device.name)), el('p', { class: 'meta' }, facts.filter(Boolean).join(' · '))),
      el('div', { class: 'part-buttons' }, button(t('device.remove'), () => remove(device), 'quiet', { 'aria-label': t('device.remove.named', { name: device.name }), 'data-focus': device.id })));
  }

  async function remove(device) {
    const sure = await confirm({ title: t('device.remove.title', { name: device.name }), text: t('device.remove.text'), confirmText: t('device.remove'), danger: true });
    if (sure && await attempt(t, () => api.removeDevice(device.id))) {
      if (device.isCurrent) return void location.replace('/');
      toast({ text: t('device.remove.done', { name: device.name }) });
      load();
    }
  }

  function showPairing() {
    const body = el('div', { class: 'pairing' });
    let timer = 0;
    let address = null;
    const stop = () => {
      clearInterval(timer);
      if (address) URL.revokeObjectURL(address);
      address = null;
      stopPairing = null;
    };
    const shown = sheet({ title: t('device.pair'), content: body, className: 'pairing-sheet', onClose: stop });
    stopPairing = () => shown.close();

    async function start() {
      stop();
      stopPairing = () => shown.close();
      let offer;
      let known;
      try {
        [offer, known] = await Promise.all([api.pairing(), api.devices()]);
      } catch (error) {
        body.replaceChildren(el('p', { class: 'field-error', role: 'alert' }, error.detail || t('error.gone')), button(t('device.pair.again'), start));
        return;
      }
      if (!shown.dialog.open) return;
      // The drawing goes in as a picture, never as markup of this page.
      address = URL.createObjectURL(new Blob([offer.qrSvg], { type: 'image/svg+xml' }));
      const left = el('p', { class: 'meta' });
      body.replaceChildren(
        el('img', { class: 'pairing-code-picture', src: address, alt: t('device.pair.picture'), width: '240', height: '240' }),
        el('div', { class: 'pairing-words' },
          el('p', {}, t('device.pair.scan')),
          el('p', { class: 'meta' }, t('device.pair.type')),
          el('p', { class: 'pairing-url' }, el('bdi', {}, offer.url)),
          el('p', { class: 'pairing-code', 'aria-label': t('device.pair.code', { code: [...offer.code].join(' ') }) }, offer.code),
          left,
          el('p', { class: 'meta' }, t('device.pair.warning')),
          el('p', { class: 'pairing-fingerprint' }, ...offer.fingerprint.split(/(?<=:)/).flatMap((pair) => [pair, el('wbr')]))));
      const ends = Date.parse(offer.expires);
      const ids = new Set(known.map((device) => device.id));
      let ticks = 0;
      timer = setInterval(async () => {
        const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
        left.textContent = t('device.pair.left', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` });
        if (seconds === 0) {
          clearInterval(timer);
          body.replaceChildren(el('p', { role: 'status' }, t('device.pair.over')), button(t('device.pair.again'), start, 'primary'));
          return;
        }
        if (++ticks % (askAgainMs / 1000) !== 0) return;
        const now = await api.devices().catch(() => []);
        const fresh = now.find((device) => !ids.has(device.id));
        if (!fresh || !shown.dialog.open) return;
        shown.close();
        toast({ text: t('device.pair.done', { name: fresh.name }) });
        load();
      }, 1000);
    }
    start();
  }

  load();
  return { element, close: () => stopPairing?.() };
}

function withCode(text, code) {
  const [before, after] = text.split('{command}');
  return [before, el('code', {}, code), after ?? ''];
}
