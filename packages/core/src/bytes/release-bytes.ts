/**
 * Gives the memory of bytes back at once, which nobody reads any more: tens of megabytes of such garbage may lie about until the heap, which
 * hardly grows with them, is cleaned. Small ones that share a buffer with others stay.
 */
export function releaseBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
