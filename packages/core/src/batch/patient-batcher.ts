import { isUnavailable, isWorthAnotherTry } from '../db/index.ts'
import { createBatcher } from './batch.ts'

/** After the first one. */
const moreTries = 2

type Outcome<R> = { readonly result: R } | { readonly error: unknown }

/**
 * A batcher whose items do not fall together: what failed for what happened around it is done again, and a batch that fails for itself is taken one
 * by one, in order, so that only those fail that cannot be done. For work that may be done twice.
 */
export function createPatientBatcher<T, R>(
  run: (items: readonly T[]) => Promise<readonly R[]>,
): (item: T) => Promise<R> {
  async function attempt(items: readonly T[]): Promise<readonly R[]> {
    for (let more = moreTries; ; more -= 1) {
      try {
        return await run(items)
      } catch (error) {
        if (more === 0 || !isWorthAnotherTry(error)) throw error
      }
    }
  }

  async function oneByOne(items: readonly T[]): Promise<readonly Outcome<R>[]> {
    const outcomes: Outcome<R>[] = []
    for (const item of items) {
      try {
        outcomes.push(...(await attempt([item])).map((result) => ({ result })))
      } catch (error) {
        // What the database could not take from this one it takes from no other.
        if (isUnavailable(error)) return [...outcomes, ...items.slice(outcomes.length).map(() => ({ error }))]
        outcomes.push({ error })
      }
    }
    return outcomes
  }

  const take = createBatcher<T, Outcome<R>>(async (items) => {
    try {
      return (await attempt(items)).map((result) => ({ result }))
    } catch (error) {
      if (items.length === 1 || isUnavailable(error)) return items.map(() => ({ error }))
      return oneByOne(items)
    }
  })
  return async (item) => {
    const outcome = await take(item)
    if ('error' in outcome) throw outcome.error
    return outcome.result
  }
}
