import type { Db } from '../../db/index.ts'
import { hashDay, noSeal } from './posting-hash.ts'
import { readSeals } from './seals.ts'

const newest = 8

/** I8: what was sealed is as it was. @param all the seals of all days, else the newest few */
export async function checkSeals(db: Db, all: boolean, signal: AbortSignal): Promise<readonly string[]> {
  // One more, which the oldest of them goes on from.
  const seals = (await readSeals(db, all ? undefined : newest + 1)).toReversed()
  const lines: string[] = []
  for (const [place, seal] of seals.entries()) {
    const previous = seals[place - 1]
    if (!previous && !all && seals.length > newest) continue
    const found = await hashDay(db, seal, previous ?? noSeal, signal)
    if (found.sha !== seal.sha || found.postings !== seal.postings)
      lines.push(
        `what was posted up to ${seal.day} is not what was sealed: ${found.postings} of ${seal.postings} postings`,
      )
  }
  return lines
}
