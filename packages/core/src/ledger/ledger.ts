import type { Clock } from '../clock/index.ts'
import { type Db, queryIn, type SqlTx, type Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Events } from '../events/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { correlationId, type Logger } from '../log/index.ts'
import { accountText, createAccountIds, toArrays } from './account-list.ts'
import { checkAccount, checkAmount, checkHead, checkPosting, type Declared } from './declared.ts'
import { digestOfCapture, digestOfHold, digestOfPosting, digestOfReversal, mergeLegs } from './digest.ts'
import { ledgerReversed } from './events.ts'
import { keyConflict, refusing } from './refusals.ts'
import { readBalances, readStatement } from './statement.ts'
import type { Account, HoldIntent, Ledger, Leg, Posted, Posting } from './types.ts'

export interface LedgerDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly events: Pick<Events, 'emit'>
  readonly incidents: Incidents
  /** What the core and all features declare; asked when everything is built. */
  declared(): Declared
}

interface PostedRow {
  readonly posting_id: string
  readonly is_created: boolean
}

interface PartRow {
  readonly hold_id: string
  readonly is_created: boolean
  /** Which account of the draw, from 1. */
  readonly draw: number
  readonly amount: string
}

const post = `SELECT core_ledger_post($1::timestamptz, $2::text, $3::boolean, $4::text[], $5::text[], $6::text[],
  $7::text[], $8::int[], $9::bigint[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::boolean[], $15::int[], $16::int[], $17::bigint[]) AS ids`
const move = `SELECT core_ledger_move($1::timestamptz, $2::text, $3::boolean, $4::text, $5::text, $6::text, $7::text, $8::text, $9::bigint,
  $10::bigint, $11::text, $12::bigint, $13::text, $14::boolean, $15::bigint, $16::text, $17::bigint, $18::text, $19::boolean) AS ids`
const hold = `SELECT hold_id, is_created, draw, amount FROM core_ledger_hold($1::timestamptz, $2::boolean, $3::text, $4::text, $5::text, $6::text,
  $7::timestamptz, $8::text, $9::bigint, $10::text[], $11::bigint[], $12::text[], $13::text[], $14::bigint[], $15::int[])`
const capture = `SELECT posting_id, is_created FROM core_ledger_capture($1::timestamptz, $2::text, $3::boolean, $4::bigint, $5::bigint, $6::text,
  $7::text, $8::bigint, $9::text, $10::text, $11::boolean)`
const endHold = 'SELECT core_ledger_end_hold($1::timestamptz, $2::bigint, $3::text) AS is_ended'
const reverse = `SELECT posting_id, is_created FROM core_ledger_reverse($1::timestamptz, $2::text, $3::bigint, $4::text, $5::text, $6::text)`

export function createLedger(deps: LedgerDeps): Ledger {
  const { db, clock, log, incidents, events, declared } = deps
  const accountIds = createAccountIds(db)

  /** The caller's transaction ends with the refusal, so the incident has one of its own; nobody waits for it. */
  function onConflict(key: string): void {
    incidents
      .open(
        undefined,
        'core:ledger-key-conflict',
        `${key} was used for something else before: two programs post different things under one key`,
      )
      .catch((error: unknown) => log.error({ error, key }, 'an incident could not be opened'))
  }

  const run = <Row extends object>(tx: Tx | SqlTx, sql: string, values: readonly unknown[]) =>
    refusing(() => queryIn<Row>(tx, sql, values), onConflict)

  async function postMany(tx: Tx | SqlTx, postings: readonly Posting[]): Promise<readonly Posted[]> {
    const index = declared()
    const { wanted, places } = withoutRepeats(
      postings.map((posting) => prepare(index, posting)),
      onConflict,
    )
    if (wanted.length === 0) return []
    const answer = await write(tx, index, wanted)
    const posted = answer.split(',')
    return places.map(({ at, isFirst }) => {
      const id = posted[at] ?? ''
      return { id: BigInt(id.replace('-', '')), created: isFirst && !id.startsWith('-') }
    })
  }

  async function write(tx: Tx | SqlTx, index: Declared, wanted: readonly Prepared[]): Promise<string> {
    const head = [clock.now(), correlationId() ?? null, wanted.some(({ isPayout }) => isPayout)]
    const [one, ...more] = wanted
    const pair = one && more.length === 0 && one.legs.length === 2 ? one : undefined
    const accounts = distinct(wanted.flatMap(({ legs }) => legs))
    const arrays = toArrays(index, 'of many', accounts)
    const ids = await accountIds(arrays)
    const { kinds, users, entities, currencies, stored } = arrays
    const sql = pair ? move : post
    const values = pair
      ? [
          ...[pair.key, pair.sha, pair.reason, pair.entity, currencies[0], String(pair.legs[0]?.amount)],
          ...[0, 1].flatMap((n) => [ids[n], kinds[n], users[n], entities[n], stored[n]]),
        ]
      : [...postingArrays(wanted), ids, kinds, users, entities, currencies, stored, ...legArrays(wanted, accounts)]
    const [row] = await run<{ ids: string }>(tx, sql, [...head, ...values])
    if (!row) throw new Error('The ledger got no answer')
    return row.ids
  }

  return {
    postMany,
    async post(tx, posting) {
      const [posted] = await postMany(tx, [posting])
      if (!posted) throw new Error(`Posting ${posting.key} got no answer`)
      return posted
    },
    async hold(tx, intent) {
      const { key, reason, entity, draw, expiresAt } = intent
      const { kinds, users, entities, currencies, isPayout } = checkHold(declared(), intent)
      const rows = await run<PartRow>(tx, hold, [
        ...[
          clock.now(),
          isPayout,
          key,
          digestOfHold(intent),
          reason,
          entity,
          expiresAt,
          draw.split,
          String(draw.amount),
        ],
        ...[kinds, users, entities, currencies],
        ...[draw.from.map(({ atMost }) => (atMost === undefined ? null : String(atMost))), orderOf(draw.from)],
      ])
      const [first] = rows
      if (!first) throw new Error(`Hold ${key} got no answer`)
      return { id: BigInt(first.hold_id), created: first.is_created, parts: rows.flatMap((row) => toPart(intent, row)) }
    },
    async capture(tx, id, to, amount) {
      const index = declared()
      const { reasons } = index
      const [row] = await queryIn<{ reason: string }>(tx, 'SELECT reason FROM core_ledger_hold WHERE id = $1::bigint', [
        String(id),
      ])
      const reason = row && reasons.get(row.reason)
      if (row && !reason?.credits.includes(to.kind))
        throw new Error(`Hold ${id}: reason ${row.reason} may not credit ${to.kind}`)
      const { kinds, users, entities, currencies, stored } = toArrays(index, `hold ${id}`, [to])
      const [posted] = await run<PostedRow>(tx, capture, [
        ...[clock.now(), correlationId() ?? null, reason?.isPayout ?? false],
        ...[String(id), amount === undefined ? null : String(amount), digestOfCapture(id, to, amount)],
        ...[kinds[0], users[0], entities[0], currencies[0], stored[0]],
      ])
      return toPosted(posted)
    },
    async release(tx, id) {
      await run(tx, endHold, [clock.now(), String(id), 'released'])
    },
    async reverse(tx, id, key, shortfall) {
      const receivable = shortfall === 'receivable' ? 'core-receivable' : null
      const [row] = await run<PostedRow>(tx, reverse, [
        ...[clock.now(), correlationId() ?? null, String(id), key, digestOfReversal(id, shortfall), receivable],
      ])
      const posted = toPosted(row)
      if (posted.created) await events.emit(tx, ledgerReversed, { posting: id, by: posted.id })
      return posted
    },
    balances: (userId) => readBalances(db, userId, clock.now()),
    statement: (userId, currency, limit, before) => readStatement(db, { userId, currency, limit, before }),
  }
}

function toPosted(row: PostedRow | undefined): Posted {
  if (!row) throw new Error('The ledger got no answer')
  return { id: BigInt(row.posting_id), created: row.is_created }
}

const postingArrays = (wanted: readonly Prepared[]) => [
  ...[wanted.map(({ key }) => key), wanted.map(({ sha }) => sha), wanted.map(({ reason }) => reason)],
  ...[wanted.map(({ entity }) => entity), wanted.map(({ legs }) => legs.length)],
]

function legArrays(wanted: readonly Prepared[], accounts: readonly Account[]) {
  const placeOf = new Map(accounts.map((account, place) => [accountText(account), place + 1]))
  const all = wanted.flatMap(({ legs }, at) => legs.map((leg) => ({ leg, at: at + 1 })))
  return [
    ...[all.map(({ at }) => at), all.map(({ leg }) => placeOf.get(accountText(leg)))],
    all.map(({ leg }) => String(leg.amount)),
  ]
}

interface Prepared extends Omit<Posting, 'legs'> {
  /** One for each account. */
  readonly legs: readonly Leg[]
  readonly sha: string
  readonly isPayout: boolean
}

function prepare(index: Declared, posting: Posting): Prepared {
  const { isPayout = false } = checkPosting(index, posting)
  const legs = mergeLegs(posting.legs)
  if (legs.length < 2) throw new Error(`Posting ${posting.key} moves nothing`)
  return { ...posting, legs, sha: digestOfPosting(posting, legs), isPayout }
}

/** Each key once, and for each of the given its place among them. @throws AppError when one key means two things */
function withoutRepeats(all: readonly Prepared[], onConflict: (key: string) => void) {
  const at = new Map<string, number>()
  const wanted: Prepared[] = []
  const places = all.map((one) => {
    const before = at.get(one.key)
    if (before === undefined) {
      at.set(one.key, wanted.length)
      wanted.push(one)
      return { at: wanted.length - 1, isFirst: true }
    }
    if (wanted[before]?.sha !== one.sha) {
      onConflict(one.key)
      throw new AppError(keyConflict)
    }
    return { at: before, isFirst: false }
  })
  return { wanted, places }
}

function toPart({ draw: { from } }: HoldIntent, { draw, amount }: PartRow): readonly Leg[] {
  const account = from[draw - 1]
  if (!account) return []
  const { kind, owner, currency } = account
  return [{ kind, owner, currency, amount: -BigInt(amount) }]
}

/** Each once, in the order in which they appear in the books when they are new. */
function distinct(accounts: readonly Account[]): readonly Account[] {
  const byText = new Map(accounts.map((account) => [accountText(account), account]))
  return [...byText.keys()].toSorted().flatMap((text) => byText.get(text) ?? [])
}

/** Places, from 1, in the order in which new accounts appear. */
const orderOf = (accounts: readonly Account[]): readonly number[] =>
  accounts
    .map((account, place) => ({ text: accountText(account), place: place + 1 }))
    .toSorted((one, other) => (one.text < other.text ? -1 : 1))
    .map(({ place }) => place)

function checkHold(index: Declared, intent: HoldIntent) {
  const { key, draw } = intent
  const { debits, isPayout = false } = checkHead(index, intent)
  checkAmount(key, draw.amount)
  if (draw.from.length === 0) throw new Error(`Hold ${key} draws from nobody`)
  if (distinct(draw.from).length < draw.from.length) throw new Error(`Hold ${key} draws from one account twice`)
  if (new Set(draw.from.map(({ currency }) => currency)).size > 1)
    throw new Error(`Hold ${key} draws in several currencies`)
  for (const from of draw.from) {
    if (checkAccount(index, key, from).nature !== 'stored')
      throw new Error(`Hold ${key}: ${from.kind} has no balance to hold`)
    if (!debits.includes(from.kind)) throw new Error(`Hold ${key}: reason ${intent.reason} may not debit ${from.kind}`)
    if (from.atMost !== undefined && from.atMost < 0n) throw new Error(`Hold ${key}: nobody can give ${from.atMost}`)
  }
  return { ...toArrays(index, key, draw.from), isPayout }
}
