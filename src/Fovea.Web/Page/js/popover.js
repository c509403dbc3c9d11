/** A panel that opens at a button and closes with a click beside it or Esc (the browser's own popover). */
import { el } from './dom.js';

/**
 * @param {HTMLButtonElement} button
 * @param {{label: string, class?: string, fill: (panel: HTMLElement) => void, closed?: () => void, anchor?: () => Element|null}} options
 *   fill: called at each opening; anchor: what it stands under, when that is not the button
 * @returns {HTMLElement}
 */
export function attachPopover(button, { label, class: name = '', fill, closed, anchor = () => button }) {
  const panel = el('div', { class: `pop ${name}`, popover: 'auto', role: 'dialog', 'aria-label': label });
  document.body.append(panel);
  button.popoverTargetElement = panel;
  button.setAttribute('aria-haspopup', 'dialog');
  panel.addEventListener('beforetoggle', (event) => { if (event.newState === 'open') fill(panel); });
  panel.addEventListener('toggle', (event) => {
    if (event.newState === 'open') {
      place(panel, anchor() ?? button);
      (panel.querySelector('[autofocus]') ?? panel.querySelector('input, button, a, [tabindex]'))?.focus({ preventScroll: true });
    } else {
      closed?.();
    }
  });
  new ResizeObserver(() => { if (panel.matches(':popover-open')) place(panel, anchor() ?? button); }).observe(panel);
  return panel;
}

/** Below the anchor, or above it where there is more room; never outside the window. */
export function place(panel, anchor) {
  const at = anchor.getBoundingClientRect();
  const edge = 8;
  const width = panel.offsetWidth;
  const room = document.documentElement.clientWidth - edge; // without the scrollbar
  const below = innerHeight - at.bottom - edge * 2;
  const isAbove = below < Math.min(panel.scrollHeight, 240) && at.top > below;
  panel.style.maxHeight = `${Math.max(120, isAbove ? at.top - edge * 2 : below)}px`;
  const isEnd = at.left + width > room;
  panel.style.left = `${Math.max(edge, Math.min(isEnd ? at.right - width : at.left, room - width))}px`;
  panel.style.top = isAbove ? `${at.top - panel.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}
