/** Months as a small histogram; where the window stands in them; drag or arrow keys go elsewhere. Only in the order of dates. */
import { countMonths, monthOf } from './date-groups.js';
import { el } from './dom.js';
import { formatDate, t } from './i18n.js';
import { unknownDay } from './layout.js';

const space = 'http://www.w3.org/2000/svg';

/** @param {import('./grid.js').Grid} grid */
export function createTimeline(grid) {
  const bars = document.createElementNS(space, 'path');
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(bars);
  const mark = el('span', { class: 'timeline-mark' });
  const tip = el('span', { class: 'timeline-tip', 'aria-hidden': 'true', hidden: true });
  const now = el('span', { class: 'timeline-now meta', 'aria-hidden': 'true' });
  const track = el('div', { class: 'timeline-track', role: 'slider', tabindex: 0, 'aria-label': t('time.label'), 'aria-orientation': 'horizontal' }, svg, mark, tip);
  const element = el('div', { class: 'timeline', hidden: true }, now, track);

  let months = null;
  let at = 0;
  let isDragging = false;
  let shownColumns = null;

  /** After an answer, and after the columns of one are complete. @param {import('./results.js').Results|null} results */
  function show(results) {
    if (results?.columns === shownColumns) return;
    shownColumns = results?.columns;
    months = results && results.order === 'date' && results.count > 0 ? countMonths(results.columns.days) : null;
    element.hidden = months === null;
    if (!months) return;
    const most = Math.sqrt(Math.max(...months.counts));
    svg.setAttribute('viewBox', `0 0 ${months.counts.length} 20`);
    let path = '';
    months.counts.forEach((n, i) => { if (n > 0) { const px = Math.max(1.5, (Math.sqrt(n) / most) * 20); path += `M${i} 20V${(20 - px).toFixed(1)}H${i + 1}V20z`; } });
    bars.setAttribute('d', path);
    track.setAttribute('aria-valuemin', 0);
    track.setAttribute('aria-valuemax', months.counts.length - 1);
    follow();
  }

  /** The window moved. */
  function follow() {
    if (!months || isDragging || !grid.rows) return;
    const day = grid.results.columns.days[grid.firstVisible()];
    if (day === unknownDay) setAt(0, t('grid.noDate'));
    else {
      const { year, month } = monthOf(day);
      setAt(year * 12 + month - months.first);
    }
  }

  function setAt(index, text = nameOf(index)) {
    if (at === index && now.textContent === text) return;
    at = index;
    mark.style.insetInlineStart = `${((index + 0.5) / months.counts.length) * 100}%`;
    now.textContent = text;
    track.setAttribute('aria-valuenow', index);
    track.setAttribute('aria-valuetext', text);
  }

  const nameOf = (index) => formatDate(`${Math.floor((months.first + index) / 12)}-${String(((months.first + index) % 12) + 1).padStart(2, '0')}-01T00:00:00`, 'month');

  /** The month with photos that is nearest to a place. */
  function nearest(index) {
    const last = months.counts.length - 1;
    const wanted = Math.max(0, Math.min(last, index));
    for (let far = 0; far <= last; far++) {
      if (months.starts[wanted + far] >= 0) return wanted + far;
      if (months.starts[wanted - far] >= 0) return wanted - far;
    }
    return wanted;
  }

  function go(index) {
    setAt(index);
    grid.scrollToIndex(months.starts[index]);
  }

  function monthAt(event) {
    const box = track.getBoundingClientRect();
    const part = (event.clientX - box.left) / box.width;
    return nearest(Math.floor((getComputedStyle(track).direction === 'rtl' ? 1 - part : part) * months.counts.length));
  }

  function showTip(index) {
    tip.hidden = false;
    tip.textContent = `${nameOf(index)} · ${t('grid.photos', { n: months.counts[index] })}`;
    tip.style.insetInlineStart = `${((index + 0.5) / months.counts.length) * 100}%`;
  }

  track.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    isDragging = true;
    track.setPointerCapture(event.pointerId);
    go(monthAt(event));
  });
  track.addEventListener('pointermove', (event) => {
    const index = monthAt(event);
    showTip(index);
    if (isDragging && index !== at) go(index);
  });
  for (const name of ['pointerup', 'pointercancel']) track.addEventListener(name, () => { isDragging = false; });
  track.addEventListener('pointerleave', () => { tip.hidden = true; });
  track.addEventListener('keydown', (event) => {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 12, PageDown: -12, Home: -Infinity, End: Infinity };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    let index = nearest(at + by);
    // Past months without photos, in the direction of the key.
    for (let i = at + Math.sign(by); Math.abs(by) === 1 && index === at && i >= 0 && i < months.counts.length; i += by) if (months.starts[i] >= 0) index = i;
    go(index);
  });

  return { element, show, follow };
}
