// What a device keeps while it has no signal: encrypted, and no longer than needed. Registers,
// research walks and interviews use it, each with a database of its own.
//
// pages    something as the server drew it, so that it opens again without signal
// waiting  what was made of it here and has not yet arrived
//
// Both are encrypted with a key that the browser makes and never gives out (AES-GCM, not
// extractable): whoever copies the disk reads nothing. A page goes when it is forgotten or old,
// but never while something of it waits; what waits goes when it has arrived.

export class KeptOnDevice {
  #database;
  #key;
  #of;
  // What the device had no room for: here until it is sent, and gone with the page.
  #unkept = [];

  /**
   * Opens a database, or makes it.
   *
   * pages, waiting: names of the two stores. of: the field that says what a row belongs to.
   * keptFor: milliseconds after which a page of which nothing waits is wiped. isNumbered: what
   * waits is numbered as it comes; otherwise it is kept under its own `key`, again as often as
   * it is put, in the order of its `at`.
   */
  static async open({ name, pages, waiting, of, keptFor, isNumbered = false }) {
    const kept = new KeptOnDevice();
    kept.#of = { name: of, pages, waiting, keptFor, isNumbered };
    kept.#database = await asked(kept.#opening(name));
    await kept.#begin();
    return kept;
  }

  async keepPage(of, page) {
    await this.#put(this.#of.pages, { [this.#of.name]: of, at: Date.now(), ...(await this.#hide(page)) });
  }

  async page(of) {
    const found = await this.#get(this.#of.pages, of);
    return found && this.#show(found);
  }

  async pages() {
    const found = await this.#all(this.#of.pages);
    return Promise.all(found.map((row) => this.#show(row)));
  }

  /** Keeps what has to be sent; rejects when the device has no room. */
  async add(of, item) {
    const own = this.#of.isNumbered ? {} : { key: item.key, at: item.at };
    await this.#put(this.#of.waiting, { ...own, [this.#of.name]: of, ...(await this.#hide(item)) });
  }

  /** Keeps what has to be sent; without room as long as the page is open. */
  async hold(of, item) {
    let failed;
    await this.add(of, item).catch((error) => (failed = error));
    this.#unkept = this.#unkept.filter(({ number }) => number !== item.key);
    if (!failed) return;
    console.warn("This device has no room:", failed.message);
    this.#unkept.push({ [this.#of.name]: of, number: item.key, item });
  }

  /** Tells whether something waits that the device could not keep. */
  get isFull() {
    return this.#unkept.length > 0;
  }

  /** Returns what waits in the order it was made, each with the `number` it is kept under. */
  async waiting(of) {
    const found = await this.#rows(of);
    // Numbered rows come in their order, and have no hour to be ordered by.
    found.sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
    const kept = found.map(async (row) => ({ number: row.number ?? row.key, item: await this.#show(row) }));
    return [...(await Promise.all(kept)), ...this.#unkept.filter((row) => this.#isOf(row, of))];
  }

  /** Returns how many wait; nothing is decrypted for it. */
  async count(of) {
    return (await this.#rows(of)).length + this.#unkept.filter((row) => this.#isOf(row, of)).length;
  }

  async remove(numbers) {
    const gone = new Set(numbers);
    this.#unkept = this.#unkept.filter(({ number }) => !gone.has(number));
    await this.#change(this.#of.waiting, (store) => numbers.forEach((number) => store.delete(number)));
  }

  /** Wipes a page from this device, unless something of it has not arrived. */
  async forget(of) {
    if (await this.count(of)) return;
    await this.#change(this.#of.pages, (store) => store.delete(of));
  }

  async forgetOld() {
    const old = (await this.#all(this.#of.pages)).filter((row) => Date.now() - row.at > this.#of.keptFor);
    for (const row of old) await this.forget(row[this.#of.name]);
  }

  async #begin() {
    let own = await this.#get("keys", "own");
    if (!own) {
      const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      own = { id: "own", key, device: crypto.randomUUID() };
      await this.#put("keys", own);
    }
    this.#key = own.key;
    this.device = own.device;
  }

  /** Returns the rows on the disk, but those that were put again and found no room. */
  async #rows(of) {
    const newer = new Set(this.#unkept.map(({ number }) => number));
    return (await this.#all(this.#of.waiting)).filter((row) => this.#isOf(row, of) && !newer.has(row.key));
  }

  #isOf(row, of) {
    return row[this.#of.name] === of;
  }

  async #hide(value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, plain) };
  }

  async #show({ iv, data }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#key, data);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  #get(name, key) {
    return asked(this.#database.transaction(name).objectStore(name).get(key));
  }

  #all(name) {
    return asked(this.#database.transaction(name).objectStore(name).getAll());
  }

  #put(name, value) {
    return this.#change(name, (store) => store.put(value));
  }

  #change(name, change) {
    return new Promise((resolve, reject) => {
      // "strict": what the page calls safe has reached the disk.
      const transaction = this.#database.transaction(name, "readwrite", { durability: "strict" });
      change(transaction.objectStore(name));
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  #opening(name) {
    const { name: of, pages, waiting, isNumbered } = this.#of;
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys", { keyPath: "id" });
      request.result.createObjectStore(pages, { keyPath: of });
      const numbering = { keyPath: "number", autoIncrement: true };
      request.result.createObjectStore(waiting, isNumbered ? numbering : { keyPath: "key" });
    };
    return request;
  }
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
