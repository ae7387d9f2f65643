import { type AnyCallback, type BotContext, type Command, callerOf, isPrivate, onCallback } from '../../bot/index.ts'
import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { definePages, type PageQuery } from '../../screens/index.ts'
import type { Declared } from '../declared.ts'
import { readStatement } from '../statement.ts'
import type { Balance, Ledger, Line } from '../types.ts'
import { availableIn, balanceLines, currenciesOf } from './balance-lines.ts'
import { currencyButton, currencyPressed, walletPressed } from './buttons.ts'
import { holdLines } from './holds.ts'
import { lineText } from './line-text.ts'

const pageSize = 8

export interface WalletDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ledger: Pick<Ledger, 'balances'>
  declared(): Declared
}

/** `/wallet`: what the person has, what is set aside for what, and every change, in pages. */
export function walletScreens(deps: WalletDeps): {
  readonly command: Command
  readonly callbacks: readonly AnyCallback[]
} {
  const open = (ctx: BotContext) => openWallet(deps, ctx, undefined)
  return {
    command: { name: 'wallet', audience: 'everyone', run: open },
    callbacks: [
      onCallback(walletPressed, open),
      onCallback(currencyPressed, (ctx, { currency }) => openWallet(deps, ctx, currency)),
      statementPages(deps, undefined).callback,
    ],
  }
}

/** @param wanted the currency that was chosen; the first unless the person has it */
async function openWallet(deps: WalletDeps, ctx: BotContext, wanted: string | undefined): Promise<void> {
  const own = currenciesOf(deps.declared(), await deps.ledger.balances(callerOf(ctx)))
  await statementPages(
    deps,
    own.find((code) => code === wanted),
  ).open(ctx)
}

/**
 * The buttons that turn pages say no currency: it is that of the newest line.
 * @param currency of the first page
 */
const statementPages = (deps: WalletDeps, currency: string | undefined) =>
  definePages<Line>({
    id: 'co.walp',
    size: pageSize,
    allows: (ctx) => isPrivate(ctx) && ctx.person !== undefined,
    load: (ctx, query) => load(deps, callerOf(ctx), query, currency),
    idOf: ({ id }) => id,
    draw: (ctx, lines) => draw(deps, callerOf(ctx), lines),
    empty: { text: { key: 'core-wallet-empty' } },
  })

async function load(
  deps: WalletDeps,
  userId: bigint,
  { upTo, before, after, take }: PageQuery,
  currency: string | undefined,
): Promise<readonly Line[]> {
  const chosen = currency ?? (await currencyAt(deps, userId, upTo))
  if (chosen === undefined) return []
  const below = upTo === undefined ? before : (before ?? upTo + 1n)
  return readStatement(deps.db, { userId, currency: chosen, limit: take, before: below, after })
}

/** That of a line of the person's; without one the first that they have. */
async function currencyAt(deps: WalletDeps, userId: bigint, line: bigint | undefined): Promise<string | undefined> {
  if (line === undefined) return currenciesOf(deps.declared(), await deps.ledger.balances(userId))[0]
  const [found] = await readStatement(deps.db, { userId, limit: 1, before: line + 1n, after: line - 1n })
  return found?.currency
}

async function draw(deps: WalletDeps, userId: bigint, lines: readonly Line[]): Promise<MessageContent> {
  const { db, clock, ledger } = deps
  const declared = deps.declared()
  const balances = await ledger.balances(userId)
  const holds = await holdLines(db, declared, userId, clock.now())
  const shown = lines[0]?.currency ?? ''
  const kinds = new Set(balances.filter(({ currency }) => currency === shown).map(({ kind }) => kind))
  const params = {
    balances: { lines: balanceLines(declared, balances) },
    holds: { lines: holds },
    lines: { lines: lines.map((line) => lineText(declared, line, kinds.size > 1)) },
  }
  const text: TextSpec = { key: holds.length > 0 ? 'core-wallet-holds' : 'core-wallet', params }
  return { text, keyboard: choices(currenciesOf(declared, balances), balances, shown) }
}

/** Two in a row, where there is a choice. */
function choices(
  own: readonly string[],
  balances: readonly Balance[],
  shown: string,
): readonly (readonly ButtonSpec[])[] {
  if (own.length < 2) return []
  const buttons = own.map((code) => currencyButton(code, availableIn(balances, code), code === shown))
  return buttons.flatMap((_button, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
}
