// Draws pictures in a process of its own, one after another: each one's length and bytes come in, what was drawn goes out. Started by
// picture-process.ts. Reads and writes the way it does so that a picture lies in memory once.
import { readSync, writeSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { type Drawn, draw, type Undrawn } from './draw.ts'
import { loadSharp } from './load-sharp.ts'
import { type AnswerHead, headOf, readyLine } from './picture-answer.ts'

const growth = Number(process.argv[2])
/** What is left of earlier pictures; with more, the next one gets a new process. */
const leftOver = 16 * 1024 * 1024
const watchEveryMs = 5
/** Of work, not of waiting for a busy machine, in microseconds: ten times what a common picture needs. */
const mostWork = 10_000_000

try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // Nice to have, and cannot be had everywhere.
}

const sharp = await loadSharp()
// Each thread of a pipeline has its own buffers.
sharp.concurrency(1)
const before = process.memoryUsage.rss()
const grown = (): number => process.memoryUsage.rss() - before
writeAll(Buffer.from(readyLine))
for (let input = readPicture(); input; input = readPicture()) {
  answer(await watched(input))
  if (grown() > leftOver) break
}

/** A picture is decoded on another thread, so this one is free to look. */
async function watched(input: Buffer): Promise<Drawn | Undrawn> {
  const begun = process.cpuUsage()
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(begun)
    if (grown() <= growth && user + system <= mostWork) return
    answer('heavy')
    process.kill(process.pid, 'SIGKILL')
  }, watchEveryMs)
  return draw(input).finally(() => clearInterval(watch))
}

function answer(drawn: Drawn | Undrawn): void {
  const isDrawn = typeof drawn !== 'string'
  const head: AnswerHead = isDrawn ? { large: headOf(drawn.large), small: headOf(drawn.small) } : { undrawn: drawn }
  writeAll(Buffer.from(`${JSON.stringify(head)}\n`))
  if (!isDrawn) return
  writeAll(drawn.large.bytes)
  writeAll(drawn.small.bytes)
}

/** `undefined` when nothing comes any more. */
function readPicture(): Buffer | undefined {
  const length = readBytes(4)
  return length && readBytes(length.readUInt32BE())
}

function readBytes(length: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafeSlow(length)
  for (let at = 0; at < length; ) {
    const count = readSync(0, bytes, at, length - at, null)
    if (count === 0) return undefined
    at += count
  }
  return bytes
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; ) at += writeSync(1, bytes, at)
}
