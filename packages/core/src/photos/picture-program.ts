// Draws one picture in a process of its own: its bytes come in, what was drawn goes out. Started by picture-process.ts, which knows the arguments.
import { writeFileSync, writeSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { draw } from './draw.ts'
import { loadSharp } from './load-sharp.ts'
import { type AnswerHead, headOf, readyLine } from './picture-answer.ts'

const [growth, length] = process.argv.slice(2).map(Number) as [number, number]
const watchEveryMs = 5

/** What is nice to have, and cannot be had everywhere. */
function attempt(what: () => void): void {
  try {
    what()
  } catch {}
}

// Where memory is short, the kernel ends this process and not the bot.
attempt(() => writeFileSync('/proc/self/oom_score_adj', '1000'))
attempt(() => setPriority(constants.priority.PRIORITY_BELOW_NORMAL))

const sharp = await loadSharp()
// Each thread of a pipeline has its own buffers.
sharp.concurrency(1)
const before = process.memoryUsage.rss()
// The picture is decoded on another thread, so this one is free to look.
setInterval(() => {
  if (process.memoryUsage.rss() - before <= growth) return
  answer({ undrawn: 'heavy' })
  process.kill(process.pid, 'SIGKILL')
}, watchEveryMs).unref()
writeSync(1, readyLine)

const input = Buffer.allocUnsafeSlow(length)
let size = 0
for await (const chunk of process.stdin) size += chunk.copy(input, size)
const drawn = await draw(input.subarray(0, size))
if (typeof drawn === 'string') answer({ undrawn: drawn })
else {
  const { large, small } = drawn
  answer({ large: headOf(large), small: headOf(small) })
  process.stdout.write(large.bytes)
  process.stdout.write(small.bytes)
}

function answer(head: AnswerHead): void {
  writeSync(1, `${JSON.stringify(head)}\n`)
}
