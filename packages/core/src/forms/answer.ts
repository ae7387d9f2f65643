import type { Message } from 'grammy/types'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Photos } from '../photos/index.ts'
import type { Kit, Opened, Turn } from './kit.ts'
import { move, stepOf } from './progress.ts'
import { optionTextOf, textOf } from './screens.ts'
import type { Reading, StepHelp } from './types.ts'

export interface GivenAnswer {
  readonly userId: bigint
  readonly updateId: number
  readonly message: Message
  readonly timeZone: string
  plain(text: TextSpec): string
}

/** Each new reading means that somebody else's answer was stored meanwhile; one person does not send more at once. */
const readings = 20

/**
 * Applies a free answer to the person's form. It is read outside the draft's transaction, which may take long, and stored only if the draft
 * is still as it was. The draft remembers the update, so an update that is handled again after a crash is not taken for the answer
 * to the next question.
 * @returns what to show, or `undefined` when no form is being filled in
 */
export async function answerForm(kit: Kit, given: GivenAnswer): Promise<Turn | undefined> {
  const update = BigInt(given.updateId)
  const pictures = kit.draftPhotos()
  for (let reading = 1; reading <= readings; reading++) {
    const opened = await kit.db.tx(async (tx) => kit.fit(tx, await kit.store.findActive(tx, given.userId), update))
    if (!opened) return undefined
    if (opened.draft.applied.includes(update)) return kit.show(opened)
    const read = await readAnswer(kit, opened, given, pictures.of(opened.draft.id))
    const applied = await kit.db.tx((tx) => apply(kit, tx, opened, read, update))
    if (!applied) continue
    const { opened: now, ...options } = applied
    return kit.show(now, options)
  }
  throw new Error(`The form of person ${given.userId} changed ${readings} times while one answer was read.`)
}

interface Applied {
  readonly opened: Opened
  readonly before?: TextSpec
  readonly left?: string
}

/** @returns `undefined` when the draft is not the one that was read for */
async function apply(
  kit: Kit,
  tx: Tx,
  seen: Opened,
  reading: Reading<unknown>,
  update: bigint,
): Promise<Applied | undefined> {
  const found = await kit.fit(tx, await kit.store.findActive(tx, seen.draft.userId))
  if (found?.draft.id !== seen.draft.id || found.draft.rev !== seen.draft.rev) return undefined
  const opened = { ...found, notice: seen.notice }
  const { named, draft } = opened
  if (reading.outcome === 'refused') return { opened, before: reading.why }
  const next = move(named.form, draft.progress, {
    act: 'answer',
    value: reading.value,
    stays: reading.outcome === 'more',
  })
  if (!next) return { opened }
  const change = { form: named.form, now: kit.clock.now(), update }
  const saved = await kit.store.save(tx, draft, next, change)
  return { opened: { ...opened, draft: saved }, left: draft.progress.step }
}

async function readAnswer(kit: Kit, opened: Opened, given: GivenAnswer, photos: Photos): Promise<Reading<unknown>> {
  const { id, form } = opened.named
  const { progress } = opened.draft
  const step = stepOf(form, progress)
  if (!step) return { outcome: 'refused', why: { key: 'core-form-want-button' } }
  const name = progress.step
  const help: StepHelp = {
    userId: given.userId,
    context: opened.draft.given,
    now: kit.clock.now(),
    timeZone: given.timeZone,
    photos,
    example: step.hasExample ? { text: textOf(id, opened.draft, name, 'example') } : '',
    label: (option) => given.plain(optionTextOf(opened.named, opened.draft, name)(option)),
  }
  try {
    return await step.read(given.message, progress.values.get(name), help)
  } catch (error) {
    // The question stays on show below it.
    if (error instanceof AppError) return { outcome: 'refused', why: { key: error.key, params: error.params } }
    throw error
  }
}
