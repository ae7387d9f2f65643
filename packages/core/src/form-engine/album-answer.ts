import type { Tx } from '../db/index.ts'
import type { Reading } from '../forms/index.ts'
import { type Album, remarked } from './album-store.ts'
import { type FormEngine, onceKey, type Turn } from './engine.ts'
import { stacked } from './question-text.ts'
import type { Found, GivenAnswer } from './read-answer.ts'

/** Writes down what became of the album that the answer belongs to, if it does. */
export async function keepAlbum(
  engine: FormEngine,
  tx: Tx,
  { opened, album }: Found,
  reading: Reading<unknown>,
  { userId, by }: GivenAnswer,
): Promise<Album | undefined> {
  const id = 'message' in by ? by.message.media_group_id : undefined
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

/** What comes of pictures whose form ended before them. */
export type AlbumRest =
  /** The person has left the form. */
  | { readonly outcome: 'silent' }
  /** @property replyId the message that says what came of the album */
  | { readonly outcome: 'over'; readonly turn: Turn; readonly replyId: number | undefined }

/** The form ended with an earlier picture of the album. */
export async function answerAfterEnd(engine: FormEngine, album: Album): Promise<AlbumRest> {
  const result = await engine.once.find(onceKey(album.draftId), album.userId)
  if (!result) return { outcome: 'silent' }
  const kept = remarked(album, { key: 'core-form-album-rest' })
  await engine.albums.save(engine.db.prisma, kept, engine.clock.now())
  const text = stacked([...kept.remarks, result.text])
  const content = text ? { ...result, text } : result
  return { outcome: 'over', turn: { draft: album.draftId, content, isEnd: true }, replyId: album.replyId }
}
