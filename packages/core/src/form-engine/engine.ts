import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Given, Step } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import type { Once } from '../once/index.ts'
import type { Photos } from '../photos/index.ts'
import { type AlbumStore, createAlbumStore } from './album-store.ts'
import { adoptFiles, createDraftPhotos, type DraftPhotos } from './draft-photos.ts'
import { createDraftStore, type Draft, type DraftStore } from './draft-store.ts'
import { adapt, missingOf, start, stepOf, summary } from './progress.ts'
import { below, currentScreen, type NamedForm, stacked } from './screens.ts'

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
  readonly content: MessageContent
  /** A reply keyboard that belongs to what is asked now, or the end of the one before. */
  readonly keyboard?: Step<unknown>['request'] | 'gone'
  /** The person's free answers belong to the form now: whatever else they were in ends. */
  readonly takesAnswers?: true
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
  begin(tx: Tx, named: NamedForm, userId: bigint, given: Given): Promise<Opened>
  /** Shows where the person is; a form without a summary that is complete ends here. @param left the step that was asked before */
  show(opened: Opened, options?: { readonly before?: TextSpec | undefined; readonly left?: string }): Promise<Turn>
  /** @param rev when given, the draft must not have changed since */
  finish(opened: Opened, rev?: number): Promise<Turn>
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

  async function show(opened: Opened, { before, left }: Parameters<FormEngine['show']>[1] = {}): Promise<Turn> {
    const { named, draft, notice } = opened
    const keyboard = keyboardOf(opened, left)
    if (draft.progress.step === summary && named.form.review === 'none')
      return { ...(await finishBelow(opened, before)), ...(keyboard ? { keyboard } : {}) }
    const remark = stacked([notice, before])
    return { content: currentScreen(named, draft, remark), takesAnswers: true, ...(keyboard ? { keyboard } : {}) }
  }

  async function finishBelow(opened: Opened, before: TextSpec | undefined): Promise<Turn> {
    const { content, ...turn } = await finish(opened)
    return { ...turn, content: before ? { ...content, text: below(before, content.text) } : content }
  }

  async function finish({ named, draft }: Opened, rev?: number): Promise<Turn> {
    const { result } = await once.run(onceKey(draft.id), draft.userId, async (tx) => {
      const current = await fit(tx, await store.find(tx, draft.id))
      if (!current || (rev !== undefined && current.draft.rev !== rev)) throw new AppError('core-form-moved-on')
      if (missingOf(named.form, current.draft.progress) !== undefined) throw new AppError('core-form-moved-on')
      const { userId, given, progress } = current.draft
      await adoptFiles(tx, current.draft)
      await store.remove(tx, draft.id)
      return named.form.finish(Object.fromEntries(progress.values), { tx, userId, given })
    })
    return { content: result }
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
    async begin(tx, named, userId, given) {
      const values = Object.entries(await named.form.prefill({ tx, userId, given }))
      const progress = start(named.form, new Map(values.filter(([, value]) => value !== undefined)))
      const fresh = { userId, form: named.id, version: named.form.version, given, progress }
      const draft = await store.create(tx, { ...fresh, now: clock.now() })
      return { named, draft, notice: undefined, isElsewhere: false }
    },
    show,
    finish,
  }
}

function keyboardOf({ named, draft }: Opened, left: string | undefined): Turn['keyboard'] {
  const now = stepOf(named.form, draft.progress)?.request
  if (now) return now
  return left !== undefined && named.form.steps[left]?.request ? 'gone' : undefined
}
