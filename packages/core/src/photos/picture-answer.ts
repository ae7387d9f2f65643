import { releaseBytes } from '../bytes/index.ts'
import type { Drawn, Rendition, Undrawn } from './draw.ts'

/** What the program says once it can work; whatever ends it later is the picture's doing. */
export const readyLine = 'ready\n'

/** `length`: in bytes. Those of the large one follow the head, then those of the small one. */
type RenditionHead = Omit<Rendition, 'bytes'> & { readonly length: number }

/** The line before the bytes of an answer. */
export type AnswerHead = { readonly undrawn: Undrawn } | DrawnHead

interface DrawnHead {
  readonly large: RenditionHead
  readonly small: RenditionHead
}

export const headOf = ({ bytes, width, height }: Rendition): RenditionHead => ({
  width,
  height,
  length: bytes.byteLength,
})

/** Both sizes of a picture that cannot be made smaller have 2 MB. */
const longestAnswer = 8 * 1024 * 1024
const longestHead = 4096

/** Puts together what the program says, piece by piece. */
export interface AnswerReader {
  /**
   * The answer to a picture, once all of it came.
   * @throws Error on what is no answer: a decoder that went mad
   */
  add(piece: Buffer): Drawn | Undrawn | undefined
}

/** Pictures lie in memory once: their pieces are copied into place and let go. Reads one answer after the other. */
export function createAnswerReader(): AnswerReader {
  let started: Buffer = Buffer.alloc(0)
  let body: { readonly head: DrawnHead; readonly place: Buffer; size: number } | undefined

  function begin(piece: Buffer): Drawn | Undrawn | undefined {
    const read = Buffer.concat([started, piece])
    const from = read.indexOf('\n') + 1
    if (from === 0 && read.length > longestHead) throw new Error('There is no head.')
    started = from === 0 ? read : Buffer.alloc(0)
    if (from === 0) return undefined
    const head: AnswerHead = JSON.parse(read.toString('utf8', 0, from))
    if ('undrawn' in head) return head.undrawn
    const length = head.large.length + head.small.length
    if (!(length <= longestAnswer)) throw new Error(`An answer has at most ${longestAnswer} bytes.`)
    body = { head, place: Buffer.allocUnsafeSlow(length), size: 0 }
    return fill(read.subarray(from))
  }

  function fill(piece: Buffer): Drawn | undefined {
    if (!body) return undefined
    const { head, place } = body
    if (piece.length > place.length - body.size) throw new Error('The answer is longer than its head says.')
    body.size += piece.copy(place, body.size)
    if (body.size < place.length) return undefined
    body = undefined
    const cut = ({ width, height }: RenditionHead, from: number, to: number): Rendition => ({
      bytes: place.subarray(from, to),
      width,
      height,
    })
    return { large: cut(head.large, 0, head.large.length), small: cut(head.small, head.large.length, place.length) }
  }

  return {
    add(piece) {
      if (!body) return begin(piece)
      const drawn = fill(piece)
      releaseBytes(piece)
      return drawn
    },
  }
}
