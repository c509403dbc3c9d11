/** One answer of a search: its counts at once, its columns when they are here, its photos as they are looked at. */
import { api } from './api.js';
import { columnsOf, flag, readLayout, strengthOf, without } from './layout.js';

const chunk = 50; // photos asked for together: the one pointed at and its neighbours

export class Results {
  /** @param {object} answer of GET /search @param {string} question the parameters it answers */
  constructor(answer, question) {
    this.question = question;
    this.set = answer.set;
    this.isRanked = answer.isRanked;
    this.order = answer.isRanked ? answer.order : 'date';
    this.counts = answer.counts;
    this.elapsedMs = answer.elapsedMs;
    this.messages = answer.messages;
    /** @type {import('./layout.js').Columns} the first page until `complete()` */
    this.columns = columnsOf(answer.items, answer.counts);
    this.isComplete = answer.next === null;
    this.items = new Map(answer.items.map((item) => [item.id, item]));
    this.waiting = new Map();
  }

  get count() { return this.columns.count; }

  /** Reads the rest of the columns. @param {AbortSignal} [signal] */
  async complete(signal) {
    if (this.isComplete) return;
    const columns = readLayout(await api.layout(this.set, signal));
    this.columns = columns;
    this.isComplete = true;
  }

  /** @returns {number} −1 when the photo is not in the answer */
  indexOf(id) { return this.columns.ids.indexOf(id); }

  /** @returns {object|null} what is known of a photo now */
  peek(index) { return this.items.get(this.columns.ids[index]) ?? null; }

  /** @returns {Promise<object|null>} null: the photo is no longer in the library */
  async load(index) {
    const id = this.columns.ids[index];
    const known = this.items.get(id);
    if (known) return known;
    const from = Math.floor(index / chunk) * chunk;
    if (!this.waiting.has(from)) {
      const ids = [...this.columns.ids.subarray(from, from + chunk)].filter((one) => !this.items.has(one));
      const loading = api.photos(ids)
        .then((items) => { for (const item of items) this.items.set(item.id, { ...item, ...this.#rank(item.id, from) }); })
        .finally(() => this.waiting.delete(from));
      this.waiting.set(from, loading);
    }
    await this.waiting.get(from);
    return this.items.get(id) ?? null;
  }

  /** Photos by id are not ranked; their place in this answer is. */
  #rank(id, from) {
    const index = this.columns.ids.indexOf(id, from);
    const strength = [null, 'strong', 'possible', 'weak'][index < 0 ? 0 : strengthOf(this.columns.flags[index])];
    return { strength };
  }

  /** @param {Set<number>} ids @param {boolean} on */
  setFavourite(ids, on) {
    const { flags } = this.columns;
    for (let i = 0; i < this.count; i++) if (ids.has(this.columns.ids[i])) flags[i] = on ? flags[i] | flag.favourite : flags[i] & ~flag.favourite;
    for (const id of ids) {
      const item = this.items.get(id);
      if (item) this.items.set(id, { ...item, favourite: on });
    }
  }

  /** @param {Set<number>} ids */
  remove(ids) {
    const before = this.columns;
    this.columns = without(before, ids);
    this.counts = { ...this.counts, total: Math.max(0, this.counts.total - (before.count - this.columns.count)), strong: this.columns.strong, possible: this.columns.possible };
  }
}
