import type { Tx } from '../db/index.ts'
import type { Reading } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { type AlbumRest, answerAfterEnd, keepAlbum } from './album-answer.ts'
import type { Album } from './album-store.ts'
import type { FormEngine, Turn } from './engine.ts'
import { messageStore } from './message-store.ts'
import { ownDraft } from './press.ts'
import { move } from './progress.ts'
import { stacked } from './question-text.ts'
import { type Found, fieldOf, type GivenAnswer, heightOf, readAnswer } from './read-answer.ts'

/** What comes of an answer. */
export type Answered =
  /** `stale`: the button was of an earlier question. @property isMore it was a further picture of an album */
  | { readonly outcome: 'shown' | 'stale'; readonly turn: Turn; readonly isMore?: boolean }
  | AlbumRest
  /** No form is being filled in. */
  | { readonly outcome: 'no form' }

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
    if (opened.draft.applied.includes(update)) return shown(engine, given, { opened, album })
    if ('quick' in given.by && opened.draft.rev !== given.by.quick.rev) {
      const now = await shown(engine, given, { opened, album })
      return now.outcome === 'shown' ? { ...now, outcome: 'stale' } : now
    }
    const read = await readAnswer(engine, found, given, pictures.of(opened.draft.id))
    if (read.outcome === 'refused' && isLive(given)) return { outcome: 'no form' }
    const applied = await engine.db.tx((tx) => apply(engine, tx, found, read, given))
    if (applied) return shown(engine, given, applied)
  }
  throw new Error(`The form of person ${given.userId} changed ${readings} times while one answer was read.`)
}

/** Somebody who begins to share where they go, while a form asks for something else, means that and no answer. */
const isLive = ({ by }: GivenAnswer): boolean => 'message' in by && by.message.location?.live_period !== undefined

async function find(
  engine: FormEngine,
  tx: Tx,
  given: GivenAnswer,
): Promise<Found | { readonly ended: Album } | undefined> {
  if ('quick' in given.by) {
    const own = await ownDraft(engine, tx, given.userId, given.by.quick.draft)
    if (own) await engine.store.activate(tx, own.draft, engine.clock.now())
    return own && { opened: { ...own, draft: { ...own.draft, active: true } }, album: undefined }
  }
  const album = await engine.albums.find(tx, given.userId, given.by.message.media_group_id)
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
  // Pictures of one album are one thing below the form.
  if ('message' in given.by && seen.album?.replyId === undefined)
    await messageStore.pushDown(tx, before.id, heightOf(given.by.message))
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

/** An album is answered with all that there is to say about its pictures, in one message. */
async function shown(
  engine: FormEngine,
  given: GivenAnswer,
  { opened, album, before, left }: Applied,
): Promise<Answered> {
  if (!opened.draft.active) return { outcome: 'silent' }
  const options = {
    ...{ timeZone: given.timeZone, update: BigInt(given.updateId) },
    ...(left === undefined ? {} : { left }),
  }
  if (!album) return { outcome: 'shown', turn: await engine.show(opened, { ...options, before }) }
  const remarks = stacked(album.remarks)
  const turn = await engine.show({ ...opened, notice: undefined }, { ...options, before: remarks })
  return { outcome: 'shown', turn, isMore: album.replyId !== undefined }
}
