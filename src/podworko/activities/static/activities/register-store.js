// What a device keeps of registers while it has no signal: encrypted, and no longer than needed.
//
// sheets  the page of a register as the server drew it, so that it opens again without signal
// acts    what was written and has not yet arrived
//
// Both are encrypted with a key that the browser makes and never gives out (AES-GCM, not
// extractable): whoever copies the disk reads nothing. A sheet without waiting acts goes
// after a day, and at once when the register is closed; acts go when they have arrived.

const NAME = "podworko-registers";
const DAY = 24 * 60 * 60 * 1000;

export class Store {
  #database;
  #key;
  // What the device had no room for: here until it is sent, and gone with the page.
  #unkept = [];

  static async open() {
    const store = new Store();
    store.#database = await asked(opening());
    await store.#begin();
    return store;
  }

  async keep(session, sheet) {
    await this.#put("sheets", { session, at: Date.now(), ...(await this.#hide(sheet)) });
  }

  async sheet(session) {
    const found = await this.#get("sheets", session);
    return found && this.#show(found);
  }

  async sheets() {
    const found = await this.#all("sheets");
    return Promise.all(found.map(async (row) => ({ session: row.session, ...(await this.#show(row)) })));
  }

  async add(session, act) {
    try {
      await this.#put("acts", { session, ...(await this.#hide(act)) });
    } catch (error) {
      console.warn("This device has no room:", error.message);
      this.#unkept.push({ session, number: act.key, act });
    }
  }

  /** Tells whether something waits that the device could not keep. */
  get isFull() {
    return this.#unkept.length > 0;
  }

  /** Returns waiting acts in the order they were made, each with the number it is kept under. */
  async acts(session) {
    const found = (await this.#all("acts")).filter((row) => row.session === session);
    const kept = await Promise.all(found.map(async (row) => ({ number: row.number, act: await this.#show(row) })));
    return [...kept, ...this.#unkept.filter((row) => row.session === session)];
  }

  /** Returns how many wait; nothing is decrypted for it. */
  async count(session) {
    const waiting = [...(await this.#all("acts")), ...this.#unkept];
    return waiting.filter((row) => row.session === session).length;
  }

  async remove(numbers) {
    const gone = new Set(numbers);
    this.#unkept = this.#unkept.filter(({ number }) => !gone.has(number));
    await this.#change("acts", (store) => numbers.forEach((number) => store.delete(number)));
  }

  /** Wipes a register from this device, unless something of it has not arrived. */
  async forget(session) {
    if (await this.count(session)) return;
    await this.#change("sheets", (store) => store.delete(session));
  }

  async forgetOld() {
    const old = (await this.#all("sheets")).filter((row) => Date.now() - row.at > DAY);
    for (const { session } of old) await this.forget(session);
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
}

function opening() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys", { keyPath: "id" });
    request.result.createObjectStore("sheets", { keyPath: "session" });
    request.result.createObjectStore("acts", { keyPath: "number", autoIncrement: true });
  };
  return request;
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
