/**
 * A picture: `stored` is a key of `core.files`; `qr` is drawn when it is sent, as the QR code of that text; `qrStart` is the QR code of the
 * bot's deep link with that start payload. A stored picture that is gone is left out, and the text is sent.
 */
export type PhotoSpec = { readonly stored: string } | { readonly qr: string } | { readonly qrStart: string }

/** A picture that was checked and stored as JPEG in two sizes. */
export interface StoredPhoto {
  /** File key of the large one, at most 1280 pixels a side. */
  readonly key: string
  /** File key of the small one, at most 320 pixels a side. */
  readonly thumbKey: string
  /** Of the large one. */
  readonly width: number
  readonly height: number
}

/** Takes people's pictures in. Every refusal is an `AppError` that says what to do. */
export interface Photos {
  /**
   * Downloads a file that somebody sent (a photo, or a picture sent as a file) and stores it.
   * @param prefix the folder of its keys, e.g. `market/venues`
   * @throws AppError `core-photo-too-large` (over 10 MB), `core-photo-not-image` (no JPEG, PNG or WebP),
   * `core-photo-too-many-pixels` (over 25 megapixels), `core-photo-too-heavy` (opening it takes over 64 MB of memory, or
   * 10 s of work), `core-photo-broken`, `core-photo-unreachable`, `core-photo-busy` (too many people send files at once), `core-photo-not-now`
   * (nothing can be opened: a fault of the machine, or it is far too busy)
   */
  take(fileId: string, prefix: string): Promise<StoredPhoto>
  /** The same for bytes that are at hand. */
  fromBytes(bytes: Uint8Array, prefix: string): Promise<StoredPhoto>
}
