// What a phone keeps of a walk while it has no signal: encrypted, and no longer than needed.
//
// pages  the walk as the server drew it, so that it opens again without signal
// notes  what was noted and has not yet arrived, photographs too
//
// Both are encrypted with a key that the browser makes and never gives out (AES-GCM, not
// extractable). A note goes when it has arrived; a page when the walk is over, or after two days.

const NAME = "podworko-walks";
const KEPT_FOR = 2 * 24 * 60 * 60 * 1000;

export class Store {
  #database;
  #key;

  static async open() {
    const store = new Store();
    store.#database = await asked(opening());
    await store.#begin();
    return store;
  }

  async keepPage(code, page) {
    await this.#change("pages", async () => ({ code, at: Date.now(), ...(await this.#hide(page)) }));
  }

  async page(code) {
    const found = await this.#get("pages", code);
    return found && this.#show(found);
  }

  async pages() {
    const found = await this.#all("pages");
    return Promise.all(found.map((row) => this.#show(row)));
  }

  /** Keeps a note under its own key: kept again, it is written over. */
  async add(code, note) {
    await this.#change("notes", async () => ({ key: note.key, at: note.at, code, ...(await this.#hide(note)) }));
  }

  /** Returns waiting notes of a walk in the order they were made. */
  async notes(code) {
    const found = (await this.#all("notes")).filter((row) => row.code === code);
    return Promise.all(found.sort((one, other) => one.at - other.at).map((row) => this.#show(row)));
  }

  async count(code) {
    return (await this.#all("notes")).filter((row) => row.code === code).length;
  }

  async remove(key) {
    await this.#write("notes", (store) => store.delete(key));
  }

  /** Wipes a walk from this phone, unless something of it has not arrived. */
  async forget(code) {
    if (await this.count(code)) return;
    await this.#write("pages", (store) => store.delete(code));
  }

  async forgetOld() {
    const old = (await this.#all("pages")).filter((row) => Date.now() - row.at > KEPT_FOR);
    for (const { code } of old) await this.forget(code);
  }

  async #begin() {
    let own = await this.#get("keys", "own");
    if (!own) {
      const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      own = { id: "own", key };
      await this.#write("keys", (store) => store.put(own));
    }
    this.#key = own.key;
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

  async #change(name, make) {
    const row = await make();
    await this.#write(name, (store) => store.put(row));
  }

  #write(name, change) {
    return new Promise((resolve, reject) => {
      // "strict": what the page calls safe has reached the disk.
      const transaction = this.#database.transaction(name, "readwrite", { durability: "strict" });
      change(transaction.objectStore(name));
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  }
}

function opening() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys", { keyPath: "id" });
    request.result.createObjectStore("pages", { keyPath: "code" });
    request.result.createObjectStore("notes", { keyPath: "key" });
  };
  return request;
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
