import type { TextSpec } from '../i18n/index.ts'
import type { Users } from '../users/index.ts'
import type { Decision } from './types.ts'

export const shown = (letter: string | undefined, id: bigint): string => `${letter ?? ''}${id}`

const keys = {
  decided: 'core-decided',
  'counted-before': 'core-decide-counted-before',
  again: 'core-decide-again',
  unknown: 'core-decide-unknown',
} as const

/** What whoever decided is told, where nothing more is asked of them. */
export async function answerTo(users: Users, decision: Decision, id: string): Promise<TextSpec> {
  if (decision.outcome === 'counted')
    return { key: decision.told > 0 ? 'core-decide-counted' : 'core-decide-counted-alone', params: { id } }
  if (decision.outcome !== 'already') return { key: keys[decision.outcome], params: { id } }
  return {
    key: `core-decided-before-${decision.state}`,
    params: { by: await namesOf(users, [decision.by]), at: { time: decision.at.toISOString(), style: 'datetime' } },
  }
}

export async function namesOf(users: Users, ids: readonly bigint[]): Promise<string> {
  const people = await Promise.all(ids.map(async (id) => (await users.find(id))?.firstName ?? String(id)))
  return people.join(', ')
}
