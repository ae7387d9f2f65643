import type { Users } from '../users/index.ts'
import type { AdmittedUpdate } from './admitted-update.ts'
import type { Dialogue } from './dialogues.ts'
import type { GiveUp } from './give-up.ts'
import type { Inbox, Unfinished } from './inbox.ts'
import { maxAttempts } from './inbox-repeats.ts'
import { lanesOf, readUpdate, type UpdateFacts } from './update-facts.ts'

export interface LeftUpdatesOptions {
  readonly inbox: Inbox
  readonly users: Users
  readonly giveUp: GiveUp
  findDialogue(facts: UpdateFacts): Promise<Dialogue>
  /** Handles it when the turn of its lanes comes; `load` is asked then. */
  start(
    what: Pick<AdmittedUpdate, 'update' | 'facts'>,
    lane: readonly string[],
    load: () => Promise<AdmittedUpdate>,
  ): Promise<unknown>
  unfinished(error: unknown): void
}

/** What a dead process left is taken up; an update that ended its process every time is given up. */
export function createResume({ inbox, users, giveUp, findDialogue, start, unfinished }: LeftUpdatesOptions) {
  function takeUp({ update, orphaned, attempts }: Unfinished): Promise<unknown> {
    const facts = readUpdate(update)
    // One after another, so that the one that ends its process is known.
    const lane = [...lanesOf(facts), ...(orphaned && attempts > 1 ? ['suspects'] : [])]
    return start({ update, facts }, lane, async () => {
      if (orphaned) await inbox.begin(update.update_id)
      const person = facts.from ? await users.find(BigInt(facts.from.id)) : undefined
      return { update, facts, person, dialogue: await findDialogue(facts), refusal: undefined }
    })
  }

  return (left: readonly Unfinished[]): void => {
    for (const one of left) {
      const ended = one.orphaned && one.attempts >= maxAttempts ? giveUp.end(one.update) : takeUp(one)
      ended.catch(unfinished)
    }
  }
}
