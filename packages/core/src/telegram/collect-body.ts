import type { IncomingHttpHeaders } from 'node:http'
import { releaseBytes } from '../bytes/index.ts'

/** Puts an answer together. */
export interface CollectedBody {
  /** Takes a piece, which may be gone then. Says whether the answer still is no longer than it may be. */
  add(chunk: Buffer): boolean
  whole(): Buffer
}

/** Pieces of a shorter answer are put together at its end: nobody notices the second copy. */
const large = 262_144

/** A large answer whose length is told before lies in memory once, not twice while its pieces are put together or wait as garbage. */
export function collectBody(headers: IncomingHttpHeaders, maxBytes: number): CollectedBody {
  const told = Number(headers['content-length'])
  return told > large && told <= maxBytes ? intoPlace(told) : inPieces(maxBytes)
}

function intoPlace(length: number): CollectedBody {
  const place = Buffer.allocUnsafeSlow(length)
  let size = 0
  return {
    add(chunk) {
      size += chunk.copy(place, size)
      releaseBytes(chunk)
      return true
    },
    whole: () => place.subarray(0, size),
  }
}

function inPieces(maxBytes: number): CollectedBody {
  const pieces: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      size += chunk.length
      if (size > maxBytes) return false
      pieces.push(chunk)
      return true
    },
    whole: () => Buffer.concat(pieces),
  }
}
