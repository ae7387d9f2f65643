import type { PressAnswer } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import { cancel, findEnd } from './cancelled.ts'
import type { FormEngine, Opened, Turn } from './engine.ts'
import { messageStore } from './message-store.ts'
import { type Move, move, stepOf, summary } from './progress.ts'
import { closedScreen, fieldsScreen, type formPressed } from './screens.ts'

type Pressed = NonNullable<ReturnType<(typeof formPressed)['unpack']>>

export interface PressOutcome {
  readonly turn: Turn
  readonly answer?: PressAnswer
}

export const movedOn: PressAnswer = { toast: { key: 'core-form-moved-on' } }

export interface PressedBy {
  readonly userId: bigint
  readonly updateId: number
  readonly timeZone: string
  /** The message whose button it was. */
  readonly messageId: number | undefined
}

/** What a press of a form's button does. Buttons of an older state never act: they show where the form is now. */
export async function pressForm(engine: FormEngine, by: PressedBy, pressed: Pressed): Promise<PressOutcome> {
  const update = BigInt(by.updateId)
  const result = await engine.db.tx(async (tx) => {
    const opened = await ownDraft(engine, tx, by.userId, pressed.draft)
    return opened && change(engine, tx, opened, pressed, update)
  })
  if (!result) return over(engine, by, pressed.draft)
  if (result.act === 'cancelled') return { turn: result.turn }
  if (result.act === 'send') return { turn: await engine.finish(result.opened, { rev: pressed.rev, update }) }
  if (result.act === 'fields') return { turn: fieldsTurn(result.opened) }
  const left = result.left === undefined ? {} : { left: result.left }
  const turn = await engine.show(result.opened, { timeZone: by.timeZone, update, ...left })
  return result.act === 'stale' ? { turn, answer: movedOn } : { turn }
}

/** The draft of a button. @throws AppError when it is somebody else's */
export async function ownDraft(engine: FormEngine, tx: Tx, userId: bigint, id: bigint): Promise<Opened | undefined> {
  const draft = await engine.store.find(tx, id)
  if (draft && draft.userId !== userId) throw new AppError('core-press-not-yours')
  return engine.fit(tx, draft)
}

function fieldsTurn({ named, draft }: Opened): Turn {
  return { draft: draft.id, content: fieldsScreen(named, draft), takesAnswers: true }
}

type Changed =
  | { readonly act: 'cancelled'; readonly turn: Turn }
  | { readonly act: 'send'; readonly opened: Opened }
  | { readonly act: 'fields'; readonly opened: Opened }
  | { readonly act: 'stale' | 'moved'; readonly opened: Opened; readonly left?: string }

async function change(engine: FormEngine, tx: Tx, opened: Opened, pressed: Pressed, update: bigint): Promise<Changed> {
  const { named, draft } = opened
  const isCurrent = draft.rev === pressed.rev
  if (isCurrent && pressed.act === 'cancel') {
    return { act: 'cancelled', turn: await cancel(engine, tx, draft, update) }
  }
  if (isCurrent && pressed.act === 'restart') {
    const fresh = await engine.begin(tx, named, draft.userId, draft.given, draft)
    await engine.store.activate(tx, fresh.draft, engine.clock.now())
    return { act: 'moved', opened: fresh }
  }
  await engine.store.activate(tx, draft, engine.clock.now())
  if (pressed.act === 'resume') return { act: 'moved', opened }
  if (isCurrent && pressed.act === 'send' && draft.progress.step === summary) return { act: 'send', opened }
  if (isCurrent && pressed.act === 'fields' && draft.progress.step === summary) return { act: 'fields', opened }
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

/**
 * The draft is gone: it was sent or cancelled, and its end is shown again, or it was forgotten. Where another form stands in the pressed
 * message by now (it began anew, and the press was a second one), that is where the person is.
 */
export async function over(engine: FormEngine, by: PressedBy, draft: bigint): Promise<PressOutcome> {
  const { userId, timeZone, updateId, messageId } = by
  const live = await engine.db.tx((tx) => liveIn(engine, tx, userId, messageId))
  if (live) return { turn: await engine.show(live, { timeZone, update: BigInt(updateId) }), answer: movedOn }
  const end = await findEnd(engine, draft, userId)
  if (end) return { turn: { draft, content: end, isEnd: true }, answer: { toast: { key: 'core-confirm-again' } } }
  return { turn: { draft, content: closedScreen, isEnd: true }, answer: { toast: { key: 'core-press-outdated' } } }
}

async function liveIn(
  engine: FormEngine,
  tx: Tx,
  userId: bigint,
  messageId: number | undefined,
): Promise<Opened | undefined> {
  const id = messageId === undefined ? undefined : await messageStore.draftIn(tx, userId, messageId)
  const opened = id === undefined ? undefined : await ownDraft(engine, tx, userId, id)
  if (opened) await engine.store.activate(tx, opened.draft, engine.clock.now())
  return opened
}
