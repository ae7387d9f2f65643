import { z } from 'zod'
import type { Keyring } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import type { AnyForm, Given } from '../forms/index.ts'
import { toJsonText } from '../json/index.ts'
import { messageStore } from './message-store.ts'
import type { Progress } from './progress.ts'

/** A draft as it is stored: its answers are plain JSON until the form's schemas have read them. */
export interface Draft {
  readonly id: bigint
  readonly userId: bigint
  readonly form: string
  readonly version: number
  readonly rev: number
  readonly applied: readonly bigint[]
  /** The person's free answers belong to it. */
  readonly active: boolean
  /** What the form was opened with. */
  readonly given: Given
  readonly progress: Progress
}

/** A draft that its person may go on with. */
export type DraftOffer = Pick<Draft, 'id' | 'form' | 'rev' | 'given'>

/** How many updates a draft remembers: more than can be in flight for one person. */
const remembered = 50
const valueContext = 'core_form_value.value'
const givenContext = 'core_form_draft.context'
const givenSchema = z.record(z.string(), z.string())

/** Rows by field, sealed. Every function runs in the caller's transaction. */
export function createDraftStore(keyring: Keyring) {
  /** Locks the row: whoever changes a draft waits for whoever is at it. */
  async function lock(tx: Tx, id: bigint): Promise<boolean> {
    return (await tx.$queryRaw<unknown[]>`SELECT 1 FROM core_form_draft WHERE id = ${id} FOR UPDATE`).length > 0
  }

  async function read(tx: Tx, id: bigint): Promise<Draft | undefined> {
    const row = await tx.formDraft.findUnique({ where: { id }, include: { values: true } })
    if (!row) return undefined
    const values = new Map<string, unknown>()
    for (const { field, value } of row.values) values.set(field, JSON.parse(keyring.open(value, valueContext)))
    const { userId, form, version, rev, applied, step, editing } = row
    const progress = { step, editing, values }
    return {
      id,
      userId,
      form,
      version,
      rev,
      applied,
      active: row.leftAt === null,
      given: openGiven(row.context),
      progress,
    }
  }

  const openGiven = (sealed: Uint8Array | null): Given =>
    sealed === null ? {} : givenSchema.parse(JSON.parse(keyring.open(sealed, givenContext)))
  const sealGiven = (given: Given) =>
    Object.keys(given).length === 0 ? null : keyring.seal(JSON.stringify(given), givenContext)

  return {
    async find(tx: Tx, id: bigint): Promise<Draft | undefined> {
      return (await lock(tx, id)) ? read(tx, id) : undefined
    },
    async findOf(tx: Tx, userId: bigint, form: string): Promise<Draft | undefined> {
      const row = await tx.formDraft.findUnique({ where: { userId_form: { userId, form } }, select: { id: true } })
      return row ? this.find(tx, row.id) : undefined
    },
    /** The draft that the person's free answers belong to. */
    async findActive(tx: Tx, userId: bigint): Promise<Draft | undefined> {
      const row = await tx.formDraft.findFirst({ where: { userId, leftAt: null }, select: { id: true } })
      return row ? this.find(tx, row.id) : undefined
    },
    async list(tx: Tx, userId: bigint): Promise<readonly DraftOffer[]> {
      const select = { id: true, form: true, rev: true, context: true } as const
      const rows = await tx.formDraft.findMany({ where: { userId }, orderBy: { updatedAt: 'desc' }, select })
      return rows.map(({ context, ...row }) => ({ ...row, given: openGiven(context) }))
    },
    async create(
      tx: Tx,
      fresh: Pick<Draft, 'userId' | 'form' | 'version' | 'given' | 'progress'> & { readonly now: Date },
    ): Promise<Draft> {
      const { now, given, progress, ...rest } = fresh
      const { step, editing } = progress
      const times = { leftAt: now, createdAt: now, updatedAt: now }
      const row = await tx.formDraft.create({ data: { ...rest, step, editing, context: sealGiven(given), ...times } })
      const empty: Draft = {
        id: row.id,
        ...rest,
        rev: row.rev,
        applied: [],
        active: false,
        given,
        progress: { step, editing, values: new Map() },
      }
      await saveValues(tx, empty, progress)
      return { ...empty, progress }
    },
    /** Writes what changed and counts the change. @param update the update that caused it; a second time it is recognised */
    async save(tx: Tx, before: Draft, progress: Progress, change: Change): Promise<Draft> {
      const applied =
        change.update === undefined ? before.applied : [...before.applied, change.update].slice(-remembered)
      const { step, editing } = progress
      const rev = before.rev + 1
      await tx.formDraft.update({
        where: { id: before.id },
        data: { step, editing, rev, version: change.form.version, applied: [...applied], updatedAt: change.now },
      })
      await saveValues(tx, before, progress)
      return { ...before, version: change.form.version, rev, applied, progress }
    },
    /** Gives the person's free answers to this draft, and to no other. */
    async activate(tx: Tx, { id, userId }: Draft, now: Date): Promise<void> {
      const others = { userId, leftAt: null, id: { not: id } }
      const left = await tx.formDraft.updateManyAndReturn({
        where: others,
        data: { leftAt: now },
        select: { id: true },
      })
      await messageStore.expire(
        tx,
        left.map((draft) => draft.id),
      )
      await tx.formDraft.updateMany({ where: { id }, data: { leftAt: null } })
    },
    async leave(tx: Tx, id: bigint, now: Date): Promise<void> {
      await tx.formDraft.updateMany({ where: { id }, data: { leftAt: now } })
      await messageStore.expire(tx, [id])
    },
    /** @param endUpdate the update that sent or cancelled it */
    async remove(tx: Tx, id: bigint, endUpdate?: bigint): Promise<void> {
      await tx.formDraft.deleteMany({ where: { id } })
      await messageStore.expire(tx, [id], endUpdate)
    },
  }

  async function saveValues(tx: Tx, { id, progress: before }: Draft, { values }: Progress): Promise<void> {
    const gone = [...before.values.keys()].filter((field) => !values.has(field))
    if (gone.length > 0) await tx.formValue.deleteMany({ where: { draftId: id, field: { in: gone } } })
    for (const [field, value] of values) {
      if (before.values.get(field) === value) continue
      const sealed = keyring.seal(toJsonText(value), valueContext)
      await tx.formValue.upsert({
        where: { draftId_field: { draftId: id, field } },
        create: { draftId: id, field, value: sealed },
        update: { value: sealed },
      })
    }
  }
}

export type DraftStore = ReturnType<typeof createDraftStore>

interface Change {
  readonly form: AnyForm
  readonly now: Date
  readonly update: bigint | undefined
}
