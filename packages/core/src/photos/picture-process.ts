import { setTimeout as delay } from 'node:timers/promises'
import { OwnError } from '../errors/index.ts'
import type { Drawn, Undrawn } from './draw.ts'
import { type Ended, type RunningProgram, startProgram } from './running-program.ts'

export interface PictureLimits {
  /** How much memory a picture may take beside what an idle process has, in bytes; its own bytes count. */
  readonly growthBytes: number
  /** How long it may take, in milliseconds, however busy the machine is. */
  readonly timeMs: number
}

/** No process could begin, or it had too little time: nothing is known about the picture. */
export class PictureProcessError extends OwnError {
  override readonly name = 'PictureProcessError'
}

/** Draws pictures, one at a time, in a process of their own. */
export interface PictureProcess {
  /**
   * `ended`: the picture took the process with it.
   * @throws PictureProcessError
   */
  draw(bytes: Uint8Array): Promise<Drawn | Undrawn | 'ended'>
}

/** So that the pictures of an album do not wait for a new process each. */
const idleMs = 5_000
/** The kernel takes the process where memory is short, which may be due to others and over in a moment. */
const killedTries = 3
const killedPauseMs = 1_000

/**
 * The process begins with a picture and ends soon after the last one: what it took is given back, and what is more than the limit takes that
 * process alone.
 */
export function createPictureProcess({ growthBytes, timeMs }: PictureLimits): PictureProcess {
  let idle: RunningProgram | undefined
  let idleTimer: NodeJS.Timeout | undefined

  const takeIdle = (): RunningProgram | undefined => {
    clearTimeout(idleTimer)
    const taken = idle?.isOver() ? undefined : idle
    idle = undefined
    return taken
  }
  const keep = (program: RunningProgram): void => {
    idle = program
    idleTimer = setTimeout(() => {
      idle = undefined
      program.release()
    }, idleMs)
  }
  const attempt = async (program: RunningProgram, bytes: Uint8Array): Promise<Drawn | Undrawn | Ended> => {
    const outcome = await program.draw(bytes, timeMs)
    if (!isEnded(outcome)) keep(program)
    return outcome
  }
  const attemptAnew = (bytes: Uint8Array): Promise<Drawn | Undrawn | Ended> => {
    try {
      return attempt(startProgram(growthBytes), bytes)
    } catch (error) {
      throw new PictureProcessError('No process that opens pictures could be started.', { cause: error })
    }
  }

  /** A picture that is killed whenever it is opened is too heavy for this machine; once says nothing of it. */
  const attemptWithRoom = async (bytes: Uint8Array): Promise<Drawn | Undrawn | Ended> => {
    for (let tried = 1; ; tried += 1) {
      const outcome = await attemptAnew(bytes)
      if (!isEnded(outcome) || !wasKilled(outcome) || tried === killedTries) return outcome
      await delay(killedPauseMs)
    }
  }

  return {
    async draw(bytes) {
      const used = takeIdle()
      const first = used && (await attempt(used, bytes))
      // Its end, or too little memory, may be due to the pictures before.
      const isFinal = first !== undefined && first !== 'heavy' && !isEnded(first)
      const outcome = isFinal ? first : await attemptWithRoom(bytes)
      if (!isEnded(outcome)) return outcome
      if (outcome.wasReady && !outcome.isLate) return 'ended'
      const when = outcome.isLate ? 'was not done in time' : 'ended before it could work'
      throw new PictureProcessError(`The process that opens pictures ${when} (${outcome.ended}).`)
    },
  }
}

const wasKilled = ({ ended, isLate }: Ended): boolean => ended === 'SIGKILL' && !isLate

const isEnded = (outcome: Drawn | Undrawn | Ended): outcome is Ended =>
  typeof outcome !== 'string' && 'ended' in outcome
