import type { Tx } from '../db/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Draft } from './draft-store.ts'
import { type FormEngine, onceKey, type Turn } from './engine.ts'
import { below } from './question-text.ts'
import { sharedAt } from './sharing.ts'

const cancelKey = (draftId: bigint): string => `co.fc:${draftId}`

/** Nothing was answered yet; answers that the form began with are nobody's work. */
export const isEmpty = ({ rev, progress }: Pick<Draft, 'rev' | 'progress'>): boolean =>
  rev === 0 || progress.values.size === 0

/**
 * Ends a form without its result. What is said, that something is lost and nothing where nothing is, is kept: a second press shows the same.
 * @param update the update that is being handled
 */
export async function cancel(engine: FormEngine, tx: Tx, draft: Draft, update: bigint): Promise<Turn> {
  const { id, form, userId, given, progress } = draft
  const named = engine.find(form)
  const isChange = named?.form.isChange ?? false
  const key = isChange
    ? 'core-form-cancelled-change'
    : isEmpty(draft)
      ? 'core-form-cancelled-empty'
      : 'core-form-cancelled'
  const back = named?.form.back(given)
  const note = named?.form.note
  const content = { text: note ? below({ key }, note) : { key }, keyboard: [back ? [back, homeButton] : [homeButton]] }
  await engine.store.remove(tx, id, update)
  await engine.once.record(tx, cancelKey(id), userId, content)
  const hadKeyboard = sharedAt(named?.form, progress.step) !== undefined
  return { draft: id, content, isEnd: true, ...(hadKeyboard ? { keyboard: 'gone' } : {}) }
}

/** What a form ended with, also one that was cancelled. */
export async function findEnd(
  { once }: FormEngine,
  draftId: bigint,
  userId: bigint,
): Promise<MessageContent | undefined> {
  return (await once.find(onceKey(draftId), userId)) ?? (await once.find(cancelKey(draftId), userId))
}
