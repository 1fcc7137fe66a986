// Files that could not be sent yet stay on the device, in the browser's own database, until they are or are erased.
const DATABASE = 'fangxin';
const STORE = 'unsent';

export interface Unsent {
  id: string;
  name: string;
  file: Blob;
}

/** Where storage is closed to us the form works on; only a reload then forgets what was not sent. */
async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await answered(Object.assign(indexedDB.open(DATABASE, 1), { onupgradeneeded: prepare }));
    const result = await answered(work(database.transaction(STORE, mode).objectStore(STORE)));
    database.close();
    return result;
  } catch {
    return undefined;
  }
}

export async function readUnsent(): Promise<Unsent[]> {
  return (await within<Unsent[]>('readonly', (store) => store.getAll())) ?? [];
}

export async function keepUnsent(unsent: Unsent): Promise<void> {
  await within('readwrite', (store) => store.put(unsent));
}

export async function dropUnsent(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id));
}

export async function eraseUnsent(): Promise<void> {
  await within('readwrite', (store) => store.clear());
}

function prepare(this: IDBOpenDBRequest): void {
  this.result.createObjectStore(STORE, { keyPath: 'id' });
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
