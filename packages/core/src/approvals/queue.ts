import { type AnyCallback, type BotContext, type Command, defineCallback, field, onCallback } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'
import { readId, type WrittenId } from '../numbers/index.ts'
import type { Albums } from '../photos/index.ts'
import type { Person, Users } from '../users/index.ts'
import type { ApprovalKind, Approvals, Decider, Decision } from './types.ts'

const shownAtOnce = 5
const audience = { roles: ['moderator'] } as const
const pressed = {
  // `seen`: the submission that the card showed. What was put right since has not been looked at.
  approve: defineCallback('co.ok', { letter: field.int, entity: field.id, seen: field.id }),
  reject: defineCallback('co.no', { letter: field.int, entity: field.id, seen: field.id }),
  queue: defineCallback('co.queue', {}),
}

/** In the message that something waits. */
export const queueButton: ButtonSpec = { text: { key: 'core-queue-open' }, data: pressed.queue.pack({}) }

export interface ApprovalDeps {
  readonly approvals: Approvals
  readonly users: Users
  readonly albums: Albums
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
        const { letter, id } = requireId(args, 'core-verify-usage')
        await ctx.say(await answerTo(deps, await deps.approvals.approve(actor(ctx), letter, id), shown(letter, id)))
      },
    },
    {
      name: 'reject',
      audience,
      run: async (ctx, args) => {
        const [first = '', ...reason] = args.split(/\s+/)
        const { letter, id } = requireId(first, 'core-reject-usage')
        const decision = await deps.approvals.reject(actor(ctx), letter, id, reason.join(' '))
        await ctx.say(await answerTo(deps, decision, shown(letter, id)))
      },
    },
  ]
}

export function approvalCallbacks(deps: ApprovalDeps): readonly AnyCallback[] {
  return [
    onCallback(pressed.approve, async (ctx, { letter, entity, seen }) => {
      requireModerator(ctx.person)
      const kind = String.fromCodePoint(letter)
      const decision = await deps.approvals.approve(actor(ctx), kind, entity, seen)
      await ctx.show(await answerTo(deps, decision, shown(kind, entity)))
    }),
    onCallback(pressed.reject, async (ctx, { letter, entity, seen }) => {
      requireModerator(ctx.person)
      // The card stays in sight while the reason is written.
      const given = { id: shown(String.fromCodePoint(letter), entity), seen: String(seen) }
      await ctx.forms.open('core-reject', given, { below: true })
    }),
    onCallback(pressed.queue, async (ctx) => {
      requireModerator(ctx.person)
      await showPending(deps, ctx)
    }),
  ]
}

/** The button may have been forwarded to, or pressed by, somebody who lost the role. */
export function requireModerator(person: Person | undefined): void {
  if (!person?.roles.some((role) => role === 'owner' || role === 'moderator'))
    throw new AppError('core-press-not-yours')
}

/** The oldest cards of the queue, each below its pictures and with its buttons. */
export async function showPending({ approvals, albums, kinds }: ApprovalDeps, ctx: BotContext): Promise<void> {
  await approvals.opened(actor(ctx).actorId)
  const items = await approvals.list(shownAtOnce)
  if (items.length === 0) return void (await ctx.say({ key: 'core-pending-none' }))
  for (const { kind: name, letter, entityId, submission } of items) {
    const kind = kinds().find((known) => known.kind === name)
    if (!kind) continue
    const card = await kind.card(entityId)
    await albums.send(ctx, (await kind.photos?.(entityId)) ?? [])
    const values = { letter: letter.codePointAt(0) ?? 0, entity: entityId, seen: submission }
    const buttons = (['approve', 'reject'] as const).map((verdict) => ({
      text: { key: `core-pending-${verdict}` },
      data: pressed[verdict].pack(values),
    }))
    const params = { card: { text: card }, id: shown(letter, entityId) }
    await ctx.say({ key: 'core-pending-card', params }, { keyboard: [buttons] })
  }
}

export function requireId(written: string, usage: string): WrittenId {
  const found = readId(written)
  if (!found) throw new AppError(usage)
  return found
}

function actor(ctx: BotContext): Decider {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return { actorId: ctx.person.id, origin: 'chat' }
}

export const shown = (letter: string | undefined, id: bigint): string => `${letter ?? ''}${id}`

export async function answerTo({ users }: ApprovalDeps, decision: Decision, id: string): Promise<TextSpec> {
  if (decision.outcome === 'decided') return { key: 'core-decided', params: { id } }
  if (decision.outcome === 'again') return { key: 'core-decide-again', params: { id } }
  if (decision.outcome === 'unknown') return { key: 'core-decide-unknown', params: { id } }
  const by = await users.find(decision.by)
  return {
    key: `core-decided-before-${decision.state}`,
    params: { by: by?.firstName ?? String(decision.by), at: { time: decision.at.toISOString(), style: 'datetime' } },
  }
}
