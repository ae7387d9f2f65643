import type { Update } from 'grammy/types'
import type { Person } from '../users/index.ts'
import type { Dialogue } from './dialogues.ts'
import type { Refusal } from './intake-limits.ts'
import type { UpdateFacts } from './update-facts.ts'

/** An update of ours, recorded and leased, with what the intake learned about it. */
export interface AdmittedUpdate {
  readonly update: Update
  readonly facts: UpdateFacts
  readonly person: Person | undefined
  /** What it may belong to, as of the moment when it is handled. */
  readonly dialogue: Dialogue
  /** It is over a limit: it is answered with the wait, and nothing else. */
  readonly refusal: Refusal | undefined
}
