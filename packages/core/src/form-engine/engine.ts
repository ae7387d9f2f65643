import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Finished, Given } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Once } from '../once/index.ts'
import type { Photos } from '../photos/index.ts'
import { type AlbumStore, createAlbumStore } from './album-store.ts'
import { adoptFiles, createDraftPhotos, type DraftPhotos } from './draft-photos.ts'
import { createDraftStore, type Draft, type DraftStore } from './draft-store.ts'
import { messageStore } from './message-store.ts'
import { adapt, missingOf, start, summary } from './progress.ts'
import { below, type NamedForm, stacked } from './question-text.ts'
import { currentScreen } from './screens.ts'
import { type Sharing, sharedAt } from './sharing.ts'

export interface FormEngineDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly once: Once
  readonly photos: Photos
  /** A form of a feature that is switched on, by `<feature id>-<name>`. */
  find(id: string): NamedForm | undefined
}

/** What a chat is shown after something happened to a draft. */
export interface Turn {
  /** The draft that it is about, also when that has ended. */
  readonly draft: bigint
  readonly content: Finished
  /** A reply keyboard that belongs to what is asked now, or the end of the one before. */
  readonly keyboard?: Sharing | 'gone'
  /** The person's free answers belong to the form now: whatever else they were in ends. */
  readonly takesAnswers?: true
  /** The form is over: its message belongs to nothing any more. */
  readonly isEnd?: true
}

/** How the person is shown where they are. */
export interface ShowOptions {
  /** IANA name of the person's zone: what buttons offer may depend on it. */
  readonly timeZone: string
  /** A line or two above the question. */
  readonly before?: TextSpec | undefined
  /** The step that was asked before. */
  readonly left?: string
  /** The update that is being handled: a form that ends with it remembers it for a while. */
  readonly update?: bigint
}

/** A draft with its form, fitted to the form's version of today. */
export interface Opened {
  readonly named: NamedForm
  readonly draft: Draft
  /** What the person must know before anything else. */
  readonly notice: TextSpec | undefined
  /** Another question is asked than the person has seen: what they send now is no answer to it. */
  readonly isElsewhere: boolean
}

/** What pressing, answering and opening have in common. */
export interface FormEngine extends Pick<FormEngineDeps, 'db' | 'clock' | 'find' | 'once'> {
  readonly store: DraftStore
  readonly albums: AlbumStore
  /** Where steps put the pictures of one answer. */
  draftPhotos(): DraftPhotos
  /** @param update the update that is being handled: a draft that is brought forward to another question remembers it */
  fit(tx: Tx, draft: Draft | undefined, update?: bigint): Promise<Opened | undefined>
  /** @param before the draft that it takes the place of, in the same message */
  begin(tx: Tx, named: NamedForm, userId: bigint, given: Given, before?: Draft): Promise<Opened>
  /** Shows where the person is; a form without a summary that is complete ends here. */
  show(opened: Opened, options: ShowOptions): Promise<Turn>
  /** @param pressed the draft must not have changed since */
  finish(opened: Opened, options: Pick<ShowOptions, 'update'> & { readonly rev?: number }): Promise<Turn>
}

export const onceKey = (draftId: bigint): string => `co.fm:${draftId}`

export function createFormEngine({ db, keyring, clock, once, photos, find }: FormEngineDeps): FormEngine {
  const store = createDraftStore(keyring)

  /** Stored answers are read by today's schemas; a draft of another version is brought forward, and its person told. */
  async function fit(tx: Tx, draft: Draft | undefined, update?: bigint): Promise<Opened | undefined> {
    const named = draft && find(draft.form)
    if (!draft || !named) return undefined
    const fitted = adapt(named.form, draft.progress)
    if (draft.version === named.form.version)
      return { named, draft: { ...draft, progress: fitted }, notice: undefined, isElsewhere: false }
    const isElsewhere = fitted.step !== draft.progress.step
    // Where the question is still the same, the answer is yet to be applied and remembers the update itself.
    const change = { form: named.form, now: clock.now(), update: isElsewhere ? update : undefined }
    const saved = await store.save(tx, draft, fitted, change)
    return { named, draft: saved, notice: { key: 'core-form-updated' }, isElsewhere }
  }

  async function show(opened: Opened, options: ShowOptions): Promise<Turn> {
    const { named, draft, notice } = opened
    const keyboard = keyboardOf(opened, options.left)
    if (draft.progress.step === summary && named.form.review === 'none')
      return { ...(await finishOrAsk(opened, options)), ...(keyboard ? { keyboard } : {}) }
    const { before, timeZone } = options
    const help = { userId: draft.userId, context: draft.given, now: clock.now(), timeZone }
    const content = await currentScreen(named, draft, { before: stacked([notice, before]), help })
    return { draft: draft.id, content, takesAnswers: true, ...(keyboard ? { keyboard } : {}) }
  }

  /** What is refused at the end is said above the last question, which is asked again. */
  async function finishOrAsk(opened: Opened, options: ShowOptions): Promise<Turn> {
    try {
      return await finishBelow(opened, options)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const again = await db.tx(async (tx) => reopen(tx, await fit(tx, await store.find(tx, opened.draft.id))))
      if (!again) throw error
      return show(again, { ...options, before: { key: error.key, params: error.params } })
    }
  }

  /** The last question is open again, with its answer. */
  async function reopen(tx: Tx, opened: Opened | undefined): Promise<Opened | undefined> {
    const step = opened && Object.keys(opened.named.form.steps).at(-1)
    if (!opened || step === undefined || opened.draft.progress.step !== summary) return undefined
    const change = { form: opened.named.form, now: clock.now(), update: undefined }
    const saved = await store.save(tx, opened.draft, { ...opened.draft.progress, step, editing: false }, change)
    return { ...opened, draft: saved }
  }

  async function finishBelow(opened: Opened, { before, update }: ShowOptions): Promise<Turn> {
    const { content, ...turn } = await finish(opened, update === undefined ? {} : { update })
    return { ...turn, content: before ? { ...content, text: below(before, content.text) } : content }
  }

  const finish: FormEngine['finish'] = async ({ named, draft }, { rev, update }) => {
    const { result } = await once.run(onceKey(draft.id), draft.userId, async (tx) => {
      const current = await fit(tx, await store.find(tx, draft.id))
      if (!current || (rev !== undefined && current.draft.rev !== rev)) throw new AppError('core-form-moved-on')
      if (missingOf(named.form, current.draft.progress) !== undefined) throw new AppError('core-form-moved-on')
      const { userId, given, progress } = current.draft
      await adoptFiles(tx, current.draft)
      await store.remove(tx, draft.id, update)
      return named.form.finish(Object.fromEntries(progress.values), { tx, userId, given })
    })
    return { draft: draft.id, content: result, isEnd: true }
  }

  return {
    db,
    clock,
    once,
    find,
    store,
    albums: createAlbumStore(keyring),
    draftPhotos: () => createDraftPhotos({ db, clock, photos }),
    fit,
    async begin(tx, named, userId, given, before) {
      if (before) await store.remove(tx, before.id)
      const values = Object.entries(await named.form.prefill({ tx, userId, given }))
      const progress = start(named.form, new Map(values.filter(([, value]) => value !== undefined)))
      const fresh = { userId, form: named.id, version: named.form.version, given, progress }
      const draft = await store.create(tx, { ...fresh, now: clock.now() })
      if (before) await messageStore.handOver(tx, before.id, draft.id)
      return { named, draft, notice: undefined, isElsewhere: false }
    },
    show,
    finish,
  }
}

function keyboardOf({ named, draft }: Opened, left: string | undefined): Turn['keyboard'] {
  const now = sharedAt(named.form, draft.progress.step)
  if (now) return now
  return left !== undefined && sharedAt(named.form, left) ? 'gone' : undefined
}
