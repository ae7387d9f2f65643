/**
 * Where pictures and other files lie. A key is a path of lower-case letters, digits, `_`, `-` and `.` in folders separated by
 * `/`, e.g. `market/venues/3f2a.jpg`. Who owns a file is known to the feature that put it there: its `eraseUser` removes it.
 */
export interface Files {
  /** Stores a file whole or not at all; what was there under this key is replaced. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  has(key: string): Promise<boolean>
  /** A file that is not there is fine. */
  remove(key: string): Promise<void>
}
