import { type AnyCallback, type BotContext, defineCallback, field, onCallback, type PressAnswer } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import { toJsonText } from '../json/index.ts'
import { danger, menuButton, privacyButton } from '../screens/index.ts'
import type { Privacy } from './privacy.ts'
import { type EraseBlocker, type OwnedData, ownersOf } from './types.ts'

export interface DeleteDeps {
  readonly privacy: Privacy
  /** Whose menu of commands has to follow. */
  readonly roleMenus: { refresh(userId: bigint): void }
  readonly clock: Clock
  /** Also of features that are switched off. */
  readonly declarations: { readonly all: readonly OwnedData[] }
  /** Which texts exist: features may say more than they must. */
  readonly textKeys: ReadonlySet<string>
}

/** The question stands for a while only: nobody should find a live "Delete" button months later. */
const askedForMinutes = 15
const minuteMs = 60_000

/** `since` names the account, which ends with the first press: that is what makes the button work once. */
const confirmed = defineCallback('co.del', { since: field.id, until: field.id }, { isFinal: () => true })
const declined = defineCallback('co.keep', {})

/** Nothing happened: the ways on. */
const settled = { keyboard: [[privacyButton('privacy'), menuButton]] }

/** The confirm card of /delete, or why it cannot be now. */
export async function askDelete(
  { privacy, clock, declarations, textKeys }: DeleteDeps,
  ctx: BotContext,
): Promise<void> {
  const { person } = ctx
  const since = person && (await privacy.accountSince(person.id))
  if (!person || !since) return void (await ctx.show({ key: 'core-delete-gone' }))
  const blockers = await privacy.listBlockers(person.id)
  if (blockers.length > 0) return showBlocked(ctx, blockers)
  const until = Math.floor(clock.now().getTime() / minuteMs) + askedForMinutes
  const more = ownersOf(declarations.all)
    .map((owner) => `${owner}-erasure`)
    .filter((key) => textKeys.has(key))
    .map((key) => ({ key: 'core-delete-more', params: { text: { text: { key } } } }))
  await ctx.show(
    { key: 'core-delete-ask', params: { more: { lines: more } } },
    {
      keyboard: [
        [
          danger({
            text: { key: 'core-delete-confirm' },
            data: confirmed.pack({ since: BigInt(since.getTime()), until: BigInt(until) }),
          }),
        ],
        [{ text: { key: 'core-delete-decline' }, data: declined.pack({}) }],
      ],
    },
  )
}

export function deleteCallbacks(deps: DeleteDeps): readonly AnyCallback[] {
  return [
    onCallback(confirmed, (ctx, asked) => erase(deps, ctx, asked)),
    onCallback(declined, (ctx) => ctx.show({ key: 'core-delete-declined' }, settled)),
  ]
}

async function erase(
  { privacy, roleMenus, clock }: DeleteDeps,
  ctx: BotContext,
  { since, until }: { readonly since: bigint; readonly until: bigint },
): Promise<PressAnswer> {
  const { person } = ctx
  if (!person) return undefined
  if (BigInt(Math.floor(clock.now().getTime() / minuteMs)) > until) {
    await ctx.show({ key: 'core-delete-late' }, settled)
    return undefined
  }
  const result = await privacy.erase(person.id, new Date(Number(since)))
  if (result.outcome === 'erased') {
    // A form that is open would be written back after this handler.
    await ctx.conversation.exitAll()
    roleMenus.refresh(person.id)
    await ctx.show({ key: 'core-delete-done' })
  } else if (result.outcome === 'blocked') await showBlocked(ctx, result.blockers)
  else {
    await privacy.forgetVisitor(person.id, { botId: BigInt(ctx.me.id), updateId: BigInt(ctx.update.update_id) })
    return { alert: { key: 'core-delete-gone' } }
  }
  return undefined
}

/** Each once: several blockers may be dealt with in one place. */
async function showBlocked(ctx: BotContext, blockers: readonly EraseBlocker[]): Promise<void> {
  const buttons = blockers.flatMap(({ button }) => (button ? [button] : []))
  const rows = [...new Map(buttons.map((button) => [toJsonText(button), [button]])).values()]
  const lines = blockers.map(({ key, params }) => ({
    key: 'core-privacy-line',
    params: { text: { text: { key, ...(params && { params }) } } },
  }))
  const text = { key: 'core-delete-blocked', params: { blockers: { lines } } }
  await ctx.show(text, { keyboard: [...rows, ...settled.keyboard] })
}
