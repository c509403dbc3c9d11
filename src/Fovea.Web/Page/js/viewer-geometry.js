/** Sizes and movements of the large photo. Pure: no element is touched here. All lengths are CSS pixels unless they say otherwise. */

/** Longest sides that the server is asked for. Few, so that a picture loaded ahead is the one that is shown. */
export const pictureSizes = [512, 768, 1024, 1536, 2048, 3072, 4096];

/**
 * How large a photo lies in its stage: all of it seen, never larger than one of its pixels for one of the page's.
 * @param {{width: number, height: number}} stage
 * @param {{ratio: number, width?: number, height?: number}} photo width and height in pixels, 0 when unknown
 */
export function fit(stage, photo) {
  const ratio = photo.width > 0 && photo.height > 0 ? photo.width / photo.height : photo.ratio || 1.5;
  let width = Math.min(stage.width, stage.height * ratio);
  if (photo.width > 0) width = Math.min(width, photo.width);
  return { width: Math.max(1, width), height: Math.max(1, width / ratio) };
}

/** The smallest size on offer whose pixels fill the box on this screen. */
export function pictureSize(box, density, zoom = 1) {
  const wanted = Math.max(box.width, box.height) * density * zoom;
  return pictureSizes.find((size) => size >= wanted * 0.95) ?? pictureSizes.at(-1);
}

/** Zoom where one pixel of the photo meets one of the screen; at least twice the fitted size, so that zooming always shows. */
export function fullZoom(box, photo, density) {
  return photo.width > 0 ? Math.max(2, photo.width / (box.width * density)) : 2.5;
}

export const largestZoom = (box, photo, density) => Math.max(4, Math.min(16, fullZoom(box, photo, density) * 2));

/** Keeps the photo over the stage: along a side that it does not fill it stays in the middle. */
export function clampView({ zoom, x, y }, box, stage) {
  const room = (size, space) => Math.max(0, (size * zoom - space) / 2);
  const within = (value, limit) => Math.max(-limit, Math.min(limit, value));
  return { zoom, x: within(x, room(box.width, stage.width)), y: within(y, room(box.height, stage.height)) };
}

/** The view after zooming so that what lies under a point stays there; the point is measured from the middle of the stage. */
export function zoomAt(view, zoom, point) {
  const by = zoom / view.zoom;
  return { zoom, x: point.x - (point.x - view.x) * by, y: point.y - (point.y - view.y) * by };
}

/**
 * What a finger that moved and left meant.
 * @param {{dx: number, dy: number, ms: number}} way
 * @returns {'left'|'right'|'up'|'down'|null}
 */
export function swipeOf({ dx, dy, ms }) {
  const [across, along] = [Math.abs(dx), Math.abs(dy)];
  const far = (length) => length > 80 || (length > 30 && length / Math.max(1, ms) > 0.4);
  if (across > along * 1.3 && far(across)) return dx < 0 ? 'left' : 'right';
  if (along > across * 1.3 && far(along)) return dy < 0 ? 'up' : 'down';
  return null;
}
