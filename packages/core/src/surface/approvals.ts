import type { ApprovalKind, Approvals, Decider, Decision } from '../approvals/index.ts'
import { type AnyCallback, type BotContext, type Command, defineCallback, field, onCallback } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Users } from '../users/index.ts'

const shownAtOnce = 5
const audience = { roles: ['moderator'] } as const
const approvePressed = defineCallback('co.ok', { letter: field.int, entity: field.id })

export interface ApprovalDeps {
  readonly approvals: Approvals
  readonly users: Users
  kinds(): readonly ApprovalKind[]
}

/** `/pending /verify /reject`: one queue for every kind that features register. */
export function approvalCommands(deps: ApprovalDeps): readonly Command[] {
  return [
    { name: 'pending', audience, run: (ctx) => showPending(deps, ctx) },
    {
      name: 'verify',
      audience,
      run: async (ctx, args) => {
        const { letter, id } = readId(args, 'core-verify-usage')
        await ctx.say(await answerTo(deps, await deps.approvals.approve(actor(ctx), letter, id), shown(letter, id)))
      },
    },
    {
      name: 'reject',
      audience,
      run: async (ctx, args) => {
        const [first = '', ...reason] = args.split(/\s+/)
        const { letter, id } = readId(first, 'core-reject-usage')
        const decision = await deps.approvals.reject(actor(ctx), letter, id, reason.join(' '))
        await ctx.say(await answerTo(deps, decision, shown(letter, id)))
      },
    },
  ]
}

export function approvalCallback(deps: ApprovalDeps): AnyCallback {
  return onCallback(approvePressed, async (ctx, { letter, entity }) => {
    // The button may have been forwarded to, or pressed by, somebody who lost the role.
    if (!ctx.person?.roles.some((role) => role === 'owner' || role === 'moderator'))
      throw new AppError('core-press-not-yours')
    const kind = String.fromCodePoint(letter)
    const decision = await deps.approvals.approve(actor(ctx), kind, entity)
    await ctx.show(await answerTo(deps, decision, shown(kind, entity)))
    return undefined
  })
}

/** The oldest cards of the queue, each with its buttons. */
export async function showPending({ approvals, kinds }: ApprovalDeps, ctx: BotContext): Promise<void> {
  const items = await approvals.list(shownAtOnce)
  if (items.length === 0) return void (await ctx.say({ key: 'core-pending-none' }))
  for (const { kind, letter, entityId } of items) {
    const card = await kinds()
      .find((known) => known.kind === kind)
      ?.card(entityId)
    if (!card) continue
    const data = approvePressed.pack({ letter: letter.codePointAt(0) ?? 0, entity: entityId })
    await ctx.say(
      { key: 'core-pending-card', params: { card: { text: card }, id: `${letter}${entityId}` } },
      { keyboard: [[{ text: { key: 'core-pending-verify' }, data }]] },
    )
  }
}

function readId(args: string, usage: string): { readonly letter: string | undefined; readonly id: bigint } {
  const found = /^([A-Za-z])?(\d{1,18})$/.exec(args.trim())
  if (!found) throw new AppError(usage)
  return { letter: found[1]?.toUpperCase(), id: BigInt(found[2] ?? '0') }
}

function actor(ctx: BotContext): Decider {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return { actorId: ctx.person.id, origin: 'chat' }
}

const shown = (letter: string | undefined, id: bigint): string => `${letter ?? ''}${id}`

async function answerTo({ users }: ApprovalDeps, decision: Decision, id: string): Promise<TextSpec> {
  if (decision.outcome === 'decided') return { key: 'core-decided', params: { id } }
  if (decision.outcome === 'unknown') return { key: 'core-decide-unknown', params: { id } }
  const by = await users.find(decision.by)
  return {
    key: `core-decided-before-${decision.state}`,
    params: { by: by?.firstName ?? String(decision.by), at: { time: decision.at.toISOString(), style: 'datetime' } },
  }
}
