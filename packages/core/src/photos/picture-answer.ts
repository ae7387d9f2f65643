import type { Drawn, Rendition, Undrawn } from './draw.ts'

/** What the program says once it can work; whatever ends it later is the picture's doing. */
export const readyLine = 'ready\n'

/** `length`: in bytes. Those of the large one follow the head, then those of the small one. */
type RenditionHead = Omit<Rendition, 'bytes'> & { readonly length: number }

/** The line before the bytes of an answer. */
export type AnswerHead =
  | { readonly undrawn: Undrawn }
  | { readonly large: RenditionHead; readonly small: RenditionHead }

export const headOf = ({ bytes, width, height }: Rendition): RenditionHead => ({
  width,
  height,
  length: bytes.byteLength,
})

/** What the program answered to one picture; `undefined` while some of it is missing. */
export function readAnswer(output: Buffer): Drawn | Undrawn | undefined {
  const from = output.indexOf('\n') + 1
  if (from === 0) return undefined
  const head: AnswerHead = JSON.parse(output.toString('utf8', 0, from))
  if ('undrawn' in head) return head.undrawn
  const { large, small } = head
  if (output.length < from + large.length + small.length) return undefined
  const cut = ({ width, height, length }: RenditionHead, at: number): Rendition => ({
    bytes: output.subarray(at, at + length),
    width,
    height,
  })
  return { large: cut(large, from), small: cut(small, from + large.length) }
}
