import type { Message } from 'grammy/types'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Reading, StepHelp } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Photos } from '../photos/index.ts'
import { type Album, remarked } from './album-store.ts'
import { type FormEngine, type Opened, onceKey, type Turn } from './engine.ts'
import { move } from './progress.ts'
import { optionTextOf, stacked, textOf } from './screens.ts'

export interface GivenAnswer {
  readonly userId: bigint
  readonly updateId: number
  readonly message: Message
  readonly timeZone: string
  plain(text: TextSpec): string
}

/** What comes of an answer. */
export type Answered =
  | { readonly outcome: 'shown'; readonly turn: Turn; readonly replyId: number | undefined }
  /** It was the rest of an album whose form the person has left. */
  | { readonly outcome: 'silent' }
  /** No form is being filled in. */
  | { readonly outcome: 'no form' }

/** A draft as the answer found it, and the album that the answer is a further picture of. */
interface Found {
  readonly opened: Opened
  readonly album: Album | undefined
}

/** Each new reading means that somebody else's answer was stored meanwhile; one person does not send more at once. */
const readings = 20

/**
 * Applies a free answer to the person's form. It is read outside the draft's transaction, which may take long, and stored only if the draft
 * is still as it was. The draft remembers the update, so an update that is handled again after a crash is not taken for the answer
 * to the next question.
 */
export async function answerForm(engine: FormEngine, given: GivenAnswer): Promise<Answered> {
  const update = BigInt(given.updateId)
  const pictures = engine.draftPhotos()
  for (let reading = 1; reading <= readings; reading++) {
    const found = await engine.db.tx((tx) => find(engine, tx, given))
    if (!found) return { outcome: 'no form' }
    if ('ended' in found) return answerAfterEnd(engine, found.ended)
    const { opened, album } = found
    if (opened.draft.applied.includes(update)) return shown(engine, found, { opened, album })
    const read = await readAnswer(engine, found, given, pictures.of(opened.draft.id))
    const applied = await engine.db.tx((tx) => apply(engine, tx, found, read, given))
    if (applied) return shown(engine, found, applied)
  }
  throw new Error(`The form of person ${given.userId} changed ${readings} times while one answer was read.`)
}

async function find(
  engine: FormEngine,
  tx: Tx,
  given: GivenAnswer,
): Promise<Found | { readonly ended: Album } | undefined> {
  const album = await engine.albums.find(tx, given.userId, given.message.media_group_id)
  const draft = await (album ? engine.store.find(tx, album.draftId) : engine.store.findActive(tx, given.userId))
  const opened = await engine.fit(tx, draft, BigInt(given.updateId))
  if (opened) return { opened, album }
  return album && { ended: album }
}

interface Applied extends Found {
  readonly before?: TextSpec
  readonly left?: string
}

/** @returns `undefined` when the draft is not the one that was read for */
async function apply(
  engine: FormEngine,
  tx: Tx,
  seen: Found,
  reading: Reading<unknown>,
  given: GivenAnswer,
): Promise<Applied | undefined> {
  const before = seen.opened.draft
  const found = await engine.fit(tx, await engine.store.find(tx, before.id))
  if (found?.draft.rev !== before.rev || found.draft.active !== before.active) return undefined
  const opened = { ...found, notice: seen.opened.notice }
  const album = await keepAlbum(engine, tx, { ...seen, opened }, reading, given)
  if (reading.outcome === 'refused') return { opened, album, before: reading.why }
  const { named, draft } = opened
  const { value } = reading
  const field = fieldOf(seen)
  const next = move(named.form, draft.progress, { act: 'answer', field, value, stays: reading.outcome === 'more' })
  if (!next) return { opened, album }
  const change = { form: named.form, now: engine.clock.now(), update: BigInt(given.updateId) }
  const saved = await engine.store.save(tx, draft, next, change)
  return { opened: { ...opened, draft: saved }, album, left: draft.progress.step }
}

/** Writes down what became of the album that the answer belongs to, if it does. */
async function keepAlbum(
  engine: FormEngine,
  tx: Tx,
  { opened, album }: Found,
  reading: Reading<unknown>,
  { userId, message: { media_group_id: id } }: GivenAnswer,
): Promise<Album | undefined> {
  await engine.albums.moveOn(tx, userId, id)
  if (id === undefined) return undefined
  const { draft, notice } = opened
  const fresh = { userId, id, draftId: draft.id, step: draft.progress.step, taken: false, remarks: [] }
  const isRefused = reading.outcome === 'refused'
  const known = remarked(album ?? { ...fresh, replyId: undefined }, notice, isRefused ? reading.why : undefined)
  const kept = isRefused ? known : { ...known, taken: true }
  await engine.albums.save(tx, kept, engine.clock.now())
  return kept
}

/** An album goes on with the question that it began to answer. */
const fieldOf = ({ opened, album }: Found): string => album?.step ?? opened.draft.progress.step

async function readAnswer(
  engine: FormEngine,
  found: Found,
  given: GivenAnswer,
  photos: Photos,
): Promise<Reading<unknown>> {
  const { draft, named } = found.opened
  const name = fieldOf(found)
  const step = named.form.steps[name]
  if (!step) return { outcome: 'refused', why: { key: 'core-form-want-button' } }
  const help: StepHelp = {
    userId: given.userId,
    context: draft.given,
    now: engine.clock.now(),
    timeZone: given.timeZone,
    photos,
    goesOn: found.album?.taken ?? false,
    example: step.hasExample ? { text: textOf(named.id, draft, name, 'example') } : '',
    label: (option) => given.plain(optionTextOf(named, draft, name)(option)),
  }
  try {
    return await step.read(given.message, draft.progress.values.get(name), help)
  } catch (error) {
    // The question stays on show below it.
    if (error instanceof AppError) return { outcome: 'refused', why: { key: error.key, params: error.params } }
    throw error
  }
}

/** An album is answered with all that there is to say about its pictures, in one message. */
async function shown(engine: FormEngine, found: Found, { opened, album, before, left }: Applied): Promise<Answered> {
  if (!opened.draft.active) return { outcome: 'silent' }
  const options = left === undefined ? {} : { left }
  if (!album) return { outcome: 'shown', turn: await engine.show(opened, { before, ...options }), replyId: undefined }
  const { keyboard, ...turn } = await engine.show(
    { ...opened, notice: undefined },
    { before: stacked(album.remarks), ...options },
  )
  const { replyId } = album
  // What the question offers to share below itself is there already.
  const stays = replyId !== undefined && opened.draft.progress.step === found.opened.draft.progress.step
  return { outcome: 'shown', turn: keyboard && !stays ? { ...turn, keyboard } : turn, replyId }
}

/** The form ended with an earlier picture of the album. */
async function answerAfterEnd(engine: FormEngine, album: Album): Promise<Answered> {
  const result = await engine.once.find(onceKey(album.draftId), album.userId)
  if (!result) return { outcome: 'silent' }
  const kept = remarked(album, { key: 'core-form-album-rest' })
  await engine.albums.save(engine.db.prisma, kept, engine.clock.now())
  const text = stacked([...kept.remarks, result.text])
  const turn = { content: text ? { ...result, text } : result }
  return { outcome: 'shown', turn, replyId: album.replyId }
}
