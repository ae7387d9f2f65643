import type { PressAnswer } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import { homeButton } from '../screens/index.ts'
import { type FormEngine, type Opened, onceKey, type Turn } from './engine.ts'
import { type Move, move, stepOf, summary } from './progress.ts'
import type { formPressed } from './screens.ts'

type Pressed = NonNullable<ReturnType<(typeof formPressed)['unpack']>>

export interface PressOutcome {
  readonly turn: Turn
  readonly answer?: PressAnswer
}

const cancelled: MessageContent = { text: { key: 'core-form-cancelled' }, keyboard: [[homeButton]] }
const closed: MessageContent = { text: { key: 'core-form-closed' }, keyboard: [[homeButton]] }

/** What a press of a form's button does. Buttons of an older state never act: they show where the form is now. */
export async function pressForm(engine: FormEngine, userId: bigint, pressed: Pressed): Promise<PressOutcome> {
  const result = await engine.db.tx(async (tx) => {
    const draft = await engine.store.find(tx, pressed.draft)
    if (draft && draft.userId !== userId) throw new AppError('core-press-not-yours')
    const opened = await engine.fit(tx, draft)
    return opened && change(engine, tx, opened, pressed)
  })
  if (!result) return over(engine, userId, pressed.draft)
  if (result.act === 'cancelled') return { turn: result.turn }
  if (result.act === 'send') return { turn: await engine.finish(result.opened, pressed.rev) }
  const turn = await engine.show(result.opened, result.left === undefined ? {} : { left: result.left })
  return result.act === 'stale' ? { turn, answer: { toast: { key: 'core-form-moved-on' } } } : { turn }
}

type Changed =
  | { readonly act: 'cancelled'; readonly turn: Turn }
  | { readonly act: 'send'; readonly opened: Opened }
  | { readonly act: 'stale' | 'moved'; readonly opened: Opened; readonly left?: string }

async function change(engine: FormEngine, tx: Tx, opened: Opened, pressed: Pressed): Promise<Changed> {
  const { named, draft } = opened
  const isCurrent = draft.rev === pressed.rev
  if (isCurrent && pressed.act === 'cancel') {
    await engine.store.remove(tx, draft.id)
    const hadKeyboard = stepOf(named.form, draft.progress)?.request !== undefined
    return { act: 'cancelled', turn: { content: cancelled, ...(hadKeyboard ? { keyboard: 'gone' } : {}) } }
  }
  if (isCurrent && pressed.act === 'restart') {
    await engine.store.remove(tx, draft.id)
    const fresh = await engine.begin(tx, named, draft.userId, draft.given)
    await engine.store.activate(tx, fresh.draft, engine.clock.now())
    return { act: 'moved', opened: fresh }
  }
  await engine.store.activate(tx, draft, engine.clock.now())
  if (pressed.act === 'resume') return { act: 'moved', opened }
  if (isCurrent && pressed.act === 'send' && draft.progress.step === summary) return { act: 'send', opened }
  const wanted = isCurrent ? moveOf(opened, pressed) : undefined
  const next = wanted && move(named.form, draft.progress, wanted)
  if (!next) return { act: 'stale', opened }
  const saved = await engine.store.save(tx, draft, next, {
    form: named.form,
    now: engine.clock.now(),
    update: undefined,
  })
  return { act: 'moved', opened: { ...opened, draft: saved }, left: draft.progress.step }
}

function moveOf({ named: { form }, draft: { progress } }: Opened, { act, index }: Pressed): Move | undefined {
  if (act === 'back' || act === 'skip' || act === 'next' || act === 'clear') return { act }
  if (act === 'edit') return { act, field: Object.keys(form.steps)[index] ?? '' }
  const step = stepOf(form, progress)
  const option = step?.options?.[index]
  if (act !== 'pick' || option === undefined || !step?.pick) return undefined
  return { act: 'answer', value: step.pick(option), stays: false }
}

/** The draft is gone: it was sent, and its result is shown again, or it was cancelled or forgotten. */
async function over(engine: FormEngine, userId: bigint, draftId: bigint): Promise<PressOutcome> {
  const result = await engine.once.find(onceKey(draftId), userId)
  if (result) return { turn: { content: result }, answer: { toast: { key: 'core-confirm-again' } } }
  return { turn: { content: closed }, answer: { toast: { key: 'core-press-outdated' } } }
}
