import type { Message } from 'grammy/types'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Kit, Opened, Turn } from './kit.ts'
import { move, stepOf } from './progress.ts'
import type { Reading, StepHelp } from './types.ts'

export interface GivenAnswer {
  readonly userId: bigint
  readonly updateId: number
  readonly message: Message
  plain(text: TextSpec): string
}

/**
 * Applies a free answer to the person's form. The draft remembers the update, so an update that is handled again after a crash is not
 * taken for the answer to the next question.
 * @returns what to show, or `undefined` when no form is being filled in
 */
export async function answerForm(kit: Kit, given: GivenAnswer): Promise<Turn | undefined> {
  const update = BigInt(given.updateId)
  const outcome = await kit.db.tx(async (tx) => {
    const draft = await kit.store.findActive(tx, given.userId)
    const opened = await kit.fit(tx, draft, update)
    if (!opened || opened.isElsewhere || draft?.applied.includes(update)) return opened && { opened }
    return apply(kit, tx, opened, given)
  })
  if (!outcome) return undefined
  const { opened, ...options } = outcome
  return kit.show(opened, options)
}

interface Applied {
  readonly opened: Opened
  readonly before?: TextSpec
  readonly left?: string
}

async function apply(kit: Kit, tx: Tx, opened: Opened, given: GivenAnswer): Promise<Applied> {
  const { named, draft } = opened
  const { progress } = draft
  const reading = read(opened, given)
  if (reading.outcome === 'refused') return { opened, before: reading.why }
  const next = move(named.form, progress, {
    act: 'answer',
    value: reading.value,
    stays: reading.outcome === 'more',
  })
  if (!next) return { opened }
  const change = { form: named.form, now: kit.clock.now(), update: BigInt(given.updateId) }
  return { opened: { ...opened, draft: await kit.store.save(tx, draft, next, change) }, left: progress.step }
}

function read({ named: { id, form }, draft: { progress } }: Opened, given: GivenAnswer): Reading<unknown> {
  const step = stepOf(form, progress)
  if (!step) return { outcome: 'refused', why: { key: 'core-form-want-button' } }
  const name = progress.step
  const help: StepHelp = {
    userId: given.userId,
    example: step.hasExample ? { text: { key: `${id}-${name}-example` } } : '',
    label: (option) => given.plain({ key: `${id}-${name}-${option}` }),
  }
  return step.read(given.message, progress.values.get(name), help)
}
