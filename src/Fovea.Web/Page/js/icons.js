/** Line icons on a 24 unit grid, drawn for this page. `solid` shapes are filled. */
const paths = {
  previous: ['m15 5-7 7 7 7'],
  next: ['m9 5 7 7-7 7'],
  info: ['M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.5v.01'],
  open: ['M14 4.5h5.5V10M19.5 4.5 11 13M18 13.5v4a2 2 0 0 1-2 2H6.5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4'],
  copy: ['M9 8.5V5.5A1.5 1.5 0 0 1 10.5 4h8A1.5 1.5 0 0 1 20 5.5v8a1.5 1.5 0 0 1-1.5 1.5H15.5M5.5 9h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 4 18.5v-8A1.5 1.5 0 0 1 5.5 9z'],
  zoom: ['M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 20 20M10.5 7.5v6M7.5 10.5h6'],
  unzoom: ['M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 20 20M7.5 10.5h6'],
  download: ['M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14'],
  pause: ['M9 6v12M15 6v12'],
  play: ['M8 5.5v13l10.5-6.5z'],
  stop: ['M7 7h10v10H7z'],
  refresh: ['M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4h-4'],
  phone: ['M8.5 3.5h7A1.5 1.5 0 0 1 17 5v14a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19V5a1.5 1.5 0 0 1 1.5-1.5zM11 17.5h2'],
  warning: ['M12 9.5v4M12 16.8v.01M10.7 4.7 3.3 17.5a1.5 1.5 0 0 0 1.3 2.3h14.8a1.5 1.5 0 0 0 1.3-2.3L13.3 4.7a1.5 1.5 0 0 0-2.6 0z'],
  shield: ['M12 3.5 5 6v5.5c0 4.2 2.8 7.5 7 9 4.2-1.5 7-4.8 7-9V6zM9 12l2.2 2.2L15.2 10'],
  search: ['M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 20 20'],
  close: ['M6 6l12 12M18 6 6 18'],
  filter: ['M4 7h16M7 12h10M10 17h4'],
  gear: ['M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z', 'M12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M18.4 5.6l-1.9 1.9M7.5 16.5l-1.9 1.9'],
  heart: ['M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.3a4.3 4.3 0 0 1 7.5 2.5C19.5 15.4 12 20 12 20z'],
  heartFull: [['M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.3a4.3 4.3 0 0 1 7.5 2.5C19.5 15.4 12 20 12 20z']],
  similar: ['M4 9.5c2.7-3 5.3-3 8 0s5.3 3 8 0M4 15.5c2.7-3 5.3-3 8 0s5.3 3 8 0'],
  check: ['M5 12.5 10 17.5 19.5 7'],
  away: ['M4 4l16 16M8 6h10a2 2 0 0 1 2 2v8M20 18H6a2 2 0 0 1-2-2V8a2 2 0 0 1 .6-1.4'],
  folder: ['M4 7a2 2 0 0 1 2-2h3.5l2 2.5H18a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z'],
  camera: ['M4 9a2 2 0 0 1 2-2h2l1.5-2h5L16 7h2a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM12 16a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z'],
  clock: ['M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4.2l2.6 2'],
  calendar: ['M5 7a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 19 7v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 18zM5 10h14M9 3.5v3M15 3.5v3'],
  picture: ['M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v11a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01'],
  plus: ['M12 5v14M5 12h14'],
  minus: ['M5 12h14'],
  down: ['M6 9.5l6 6 6-6'],
  back: ['M15 5l-7 7 7 7'],
  export: ['M12 15V4M7.5 8.5 12 4l4.5 4.5M5 14v4.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V14'],
  trash: ['M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6'],
};

const space = 'http://www.w3.org/2000/svg';

/** @param {keyof typeof paths} name @returns {SVGSVGElement} decorative: hidden from screen readers */
export function icon(name) {
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of paths[name]) {
    const path = document.createElementNS(space, 'path');
    path.setAttribute('d', Array.isArray(shape) ? shape[0] : shape);
    if (Array.isArray(shape)) path.setAttribute('class', 'solid');
    svg.append(path);
  }
  return svg;
}
