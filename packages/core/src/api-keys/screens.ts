import type { AnyCallback, BotContext, Command, PressAnswer } from '../bot/index.ts'
import { onCallback } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import { AppError } from '../errors/index.ts'
import type { TextParam, TextSpec } from '../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../notifications/index.ts'
import type { Once } from '../once/index.ts'
import { confirmToken, danger, defineConfirm, homeButton, primary, success } from '../screens/index.ts'
import { type Choice, choiceOf, choosing, creating, listButton, revoking, view } from './buttons.ts'
import type { DeclaredScope } from './scopes.ts'
import { type ApiKey, type ApiKeys, mostKeys } from './types.ts'

export interface ApiKeyScreensDeps {
  readonly apiKeys: ApiKeys
  readonly once: Once
  readonly clock: Clock
  /** What a key may be good for. */
  scopes(): readonly DeclaredScope[]
}

/** `/apikeys`: the person's keys, a new one, revoking one. */
export function apiKeyScreens(deps: ApiKeyScreensDeps): {
  readonly command: Command
  readonly callbacks: readonly AnyCallback[]
} {
  const { apiKeys } = deps
  const revoke = defineConfirm(deps, revoking, async (tx, ctx, { id }) => {
    const revoked = await apiKeys.revoke(tx, personOf(ctx), id)
    const key = revoked ? 'core-api-key-revoked' : 'core-api-key-gone'
    return { text: { key }, keyboard: [[listButton], [homeButton]] }
  })
  const views = {
    list: (ctx: BotContext) => showList(deps, ctx),
    choose: (ctx: BotContext) => showChoice(deps, ctx, 0),
    ask: async (ctx: BotContext, id: bigint) => {
      const { hint } = await apiKeys.get(personOf(ctx), id)
      const yes = danger({ text: { key: 'core-api-key-revoke-yes' }, data: revoke.pack({ id }) })
      await ctx.show({ key: 'core-api-key-revoke-ask', params: { hint } }, { keyboard: [[yes], [listButton]] })
    },
  }
  return {
    command: { name: 'apikeys', audience: 'everyone', run: views.list },
    callbacks: [
      revoke.callback,
      onCallback(view, (ctx, values) => views[values.view](ctx, values.id)),
      onCallback(choosing, (ctx, choice) => showChoice(deps, ctx, bitsOf(deps, choice))),
      onCallback(creating, (ctx, { card, ...choice }) => create(deps, ctx, choice, card)),
    ],
  }
}

function personOf({ person }: BotContext): bigint {
  if (!person) throw new AppError('core-press-not-yours', {}, 403)
  return person.id
}

/** What was chosen, of the scopes that there are now; nothing when they were others then. */
const bitsOf = ({ scopes }: ApiKeyScreensDeps, { chosen, of }: Choice): number =>
  of === choiceOf(scopes(), 0).of ? chosen : 0

const pick = (scopes: readonly DeclaredScope[], bits: number): readonly DeclaredScope[] =>
  scopes.filter((_scope, index) => (bits & (1 << index)) !== 0)

async function showList({ apiKeys, scopes }: ApiKeyScreensDeps, ctx: BotContext): Promise<void> {
  const keys = await apiKeys.list(personOf(ctx))
  const revokes = keys.map(({ id, hint }) => [
    danger({ text: { key: 'core-api-key-button-revoke', params: { hint } }, data: view.pack({ view: 'ask', id }) }),
  ])
  const more: ButtonSpec =
    keys.length < mostKeys
      ? primary({ text: { key: 'core-api-key-button-new' }, data: view.pack({ view: 'choose', id: 0n }) })
      : { text: { key: 'core-api-key-button-most', params: { count: mostKeys } }, disabled: true }
  const lines = keys.map((key) => drawKey(key, scopes()))
  const text: TextSpec =
    keys.length === 0 ? { key: 'core-api-key-none' } : { key: 'core-api-key-list', params: { lines: { lines } } }
  await ctx.show(text, { keyboard: [...(scopes().length > 0 ? [[more]] : []), ...revokes, [homeButton]] })
}

function drawKey({ hint, scopes, createdAt, lastUsedAt }: ApiKey, declared: readonly DeclaredScope[]): TextSpec {
  const date = (at: Date): TextParam => ({ time: at.toISOString(), style: 'date' })
  const used: TextSpec = lastUsedAt
    ? { key: 'core-api-key-used', params: { at: date(lastUsedAt) } }
    : { key: 'core-api-key-unused' }
  const allows = scopes.map((id) => scopeLine(declared.find((one) => one.id === id)?.textKey, id))
  return {
    key: 'core-api-key-line',
    params: { hint, at: date(createdAt), used: { text: used }, scopes: { lines: allows } },
  }
}

/** @param id for a scope whose feature is switched off, which has no words now */
const scopeLine = (textKey: string | undefined, id: string): TextSpec => ({
  key: 'core-api-key-scope',
  params: { scope: textKey === undefined ? id : { text: { key: textKey } } },
})

async function showChoice(deps: ApiKeyScreensDeps, ctx: BotContext, bits: number): Promise<void> {
  // The features that had something for a key were switched off since.
  if (deps.scopes().length === 0) return showList(deps, ctx)
  await ctx.show({ key: 'core-api-key-choose' }, { keyboard: choiceKeyboard(deps, bits) })
}

function choiceKeyboard({ scopes, clock }: ApiKeyScreensDeps, bits: number): NonNullable<MessageContent['keyboard']> {
  const all = scopes()
  const boxes = all.map(({ textKey }, index) => {
    const key = `core-api-key-button-scope-${bits & (1 << index) ? 'on' : 'off'}`
    return [
      {
        text: { key, params: { scope: { text: { key: textKey } } } },
        data: choosing.pack(choiceOf(all, bits ^ (1 << index))),
      },
    ]
  })
  const card = confirmToken.create(clock.now())
  const make: ButtonSpec =
    pick(all, bits).length > 0
      ? success({ text: { key: 'core-api-key-button-create' }, data: creating.pack({ ...choiceOf(all, bits), card }) })
      : { text: { key: 'core-api-key-button-choose-first' }, disabled: true }
  return [...boxes, [make], [listButton]]
}

/** The key is told here and nowhere else: no outbox and no stored result ever holds it. */
async function create(deps: ApiKeyScreensDeps, ctx: BotContext, choice: Choice, card: string): Promise<PressAnswer> {
  const { apiKeys, clock, scopes } = deps
  if (confirmToken.isExpired(card, clock.now())) throw new AppError('core-confirm-expired')
  const wanted = pick(scopes(), bitsOf(deps, choice)).map(({ id }) => id)
  if (wanted.length === 0) {
    await showChoice(deps, ctx, 0)
    return undefined
  }
  const secret = await apiKeys.create({ userId: personOf(ctx), scopes: wanted, card })
  const copy: ButtonSpec = primary({ text: { key: 'core-api-key-button-copy' }, copy: secret })
  await ctx.show({ key: 'core-api-key-created', params: { secret } }, { keyboard: [[copy], [listButton, homeButton]] })
  return undefined
}
