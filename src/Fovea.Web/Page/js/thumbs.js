/** Thumbnails of the rows that are there. While photos fly past, none is asked for: only where the scrolling slows down. */

export class ThumbLoader {
  constructor() {
    /** @type {Map<HTMLImageElement, string>} */
    this.waiting = new Map();
    this.isFast = false;
    this.timer = 0;
  }

  /** @param {HTMLImageElement} image @param {string} url @param {boolean} isNear whether it stands in the window, not beside it */
  request(image, url, isNear) {
    image.classList.remove('on', 'small');
    if (this.isFast) {
      if (image.hasAttribute('src')) image.removeAttribute('src');
      this.waiting.set(image, url);
    } else {
      this.#start(image, url, isNear);
    }
  }

  /** @param {HTMLImageElement} image its row went away: the browser gives the download up */
  cancel(image) {
    this.waiting.delete(image);
    image.classList.remove('on', 'small');
    if (image.hasAttribute('src')) image.removeAttribute('src');
  }

  /** @param {number} speed px per ms @param {number} view px of the window */
  moved(speed, view) {
    this.isFast = speed > Math.max(4, view / 160);
    clearTimeout(this.timer);
    if (this.isFast) this.timer = setTimeout(() => { this.isFast = false; this.flush(); }, 90);
    else this.flush();
  }

  flush() {
    if (this.waiting.size === 0) return;
    for (const [image, url] of this.waiting) this.#start(image, url, true);
    this.waiting.clear();
  }

  #start(image, url, isNear) {
    image.fetchPriority = isNear ? 'high' : 'low';
    image.src = url;
    if (image.complete && image.naturalWidth > 0) image.classList.add('on', 'at-once');
    else image.classList.remove('at-once');
  }
}
