import {
  type AnyCallback,
  type Audience,
  type BotContext,
  type Command,
  defineCallback,
  field,
  onCallback,
} from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { Given } from '../forms/index.ts'
import type { ButtonSpec, KeyboardSpec } from '../notifications/index.ts'
import { readId, type WrittenId } from '../numbers/index.ts'
import type { Albums } from '../photos/index.ts'
import { danger, primary, success } from '../screens/index.ts'
import type { Person, Users } from '../users/index.ts'
import { answerTo, namesOf, shown } from './answers.ts'
import type { Approvals, DecidableNoun, Decider, PendingItem } from './types.ts'
import { decidingRoles } from './who-decides.ts'

const shownAtOnce = 5
const pressed = {
  // `seen`: the submission that the card showed. What was put right since has not been looked at.
  approve: defineCallback('co.ok', { letter: field.int, entity: field.id, seen: field.id }),
  reject: defineCallback('co.no', { letter: field.int, entity: field.id, seen: field.id }),
  queue: defineCallback('co.queue', {}),
}

/** In the message that something waits. */
export const queueButton: ButtonSpec = primary({ text: { key: 'core-queue-open' }, data: pressed.queue.pack({}) })

export interface QueueDeps {
  readonly approvals: Approvals
  readonly users: Users
  readonly albums: Albums
  /** What features let people decide about, read when needed. */
  nouns(): readonly DecidableNoun[]
}

/** `/pending /verify /reject`: one queue for every kind that features register. */
export function approvalCommands(deps: QueueDeps): readonly Command[] {
  // Read when the command is used or listed: who decides is known once all features are built.
  const audience: Audience = {
    get roles() {
      return decidingRoles(deps.nouns())
    },
  }
  return [
    { name: 'pending', audience, run: (ctx) => showPending(deps, ctx) },
    {
      name: 'verify',
      audience,
      run: async (ctx, args) => {
        const { letter, id } = requireId(args, 'core-verify-usage')
        const decision = await deps.approvals.approve(deciderOf(ctx.person), letter, id)
        if (decision.outcome === 'input-needed')
          return ctx.forms.open(decision.form, openedWith(letter, id, decision.submission), { below: true })
        await ctx.say(await answerTo(deps.users, decision, shown(letter, id)))
        return undefined
      },
    },
    {
      name: 'reject',
      audience,
      run: async (ctx, args) => {
        const [first = '', ...reason] = args.split(/\s+/)
        const { letter, id } = requireId(first, 'core-reject-usage')
        const decision = await deps.approvals.reject(deciderOf(ctx.person), letter, id, reason.join(' '))
        await ctx.say(await answerTo(deps.users, decision, shown(letter, id)))
      },
    },
  ]
}

export function approvalCallbacks(deps: QueueDeps): readonly AnyCallback[] {
  return [
    onCallback(pressed.approve, async (ctx, { letter, entity, seen }) => {
      requireDecider(deps, ctx.person)
      const kind = String.fromCodePoint(letter)
      const decision = await deps.approvals.approve(deciderOf(ctx.person), kind, entity, { submission: seen })
      // The card stays in sight while it is filled in.
      if (decision.outcome === 'input-needed')
        await ctx.forms.open(decision.form, openedWith(kind, entity, seen), { below: true })
      else await ctx.show(await answerTo(deps.users, decision, shown(kind, entity)))
    }),
    onCallback(pressed.reject, async (ctx, { letter, entity, seen }) => {
      requireDecider(deps, ctx.person)
      // The card stays in sight while the reason is written.
      await ctx.forms.open('core-reject', openedWith(String.fromCodePoint(letter), entity, seen), { below: true })
    }),
    onCallback(pressed.queue, async (ctx) => {
      requireDecider(deps, ctx.person)
      await showPending(deps, ctx)
    }),
  ]
}

/** The button may have been forwarded to, or pressed by, somebody who lost the role. */
export function requireDecider({ approvals }: Pick<QueueDeps, 'approvals'>, person: Person | undefined): void {
  if (!person || !approvals.decides(person.roles)) throw new AppError('core-press-not-yours')
}

/** The oldest cards of the queue that are this person's to decide, each below its pictures and with its buttons. */
export async function showPending({ approvals, albums, users }: QueueDeps, ctx: BotContext): Promise<void> {
  const { actorId, roles } = deciderOf(ctx.person)
  await approvals.opened(actorId)
  const items = await approvals.list(roles, shownAtOnce)
  if (items.length === 0) return void (await ctx.say({ key: 'core-pending-none' }))
  for (const item of items) {
    const { noun, entityId, approvers } = item
    const card = await noun.decide.card(entityId)
    await albums.send(ctx, (await noun.decide.photos?.(entityId)) ?? [])
    const params = { card: { text: card }, id: shown(noun.letter, entityId) }
    const text =
      approvers.length === 0
        ? { key: 'core-pending-card', params }
        : { key: 'core-pending-card-counted', params: { ...params, by: await namesOf(users, approvers) } }
    await ctx.say(text, { keyboard: buttonsOf(item, actorId) })
  }
}

const emphasis = { approve: success, reject: danger }

function buttonsOf({ noun, entityId, submission, approvers }: PendingItem, readerId: bigint): KeyboardSpec {
  const values = { letter: noun.letter.codePointAt(0) ?? 0, entity: entityId, seen: submission }
  const verdicts = approvers.includes(readerId) ? (['reject'] as const) : (['approve', 'reject'] as const)
  return [
    verdicts.map((verdict) =>
      emphasis[verdict]({ text: { key: `core-pending-${verdict}` }, data: pressed[verdict].pack(values) }),
    ),
  ]
}

function requireId(written: string, usage: string): WrittenId {
  const found = readId(written)
  if (!found) throw new AppError(usage)
  return found
}

export function deciderOf(person: Person | undefined): Decider {
  if (!person) throw new AppError('core-press-not-yours')
  return { actorId: person.id, roles: person.roles, origin: 'chat' }
}

/** What a form about something that waits is opened with: its number, and the submission that is meant. */
const openedWith = (letter: string | undefined, id: bigint, submission: bigint): Given => ({
  id: shown(letter, id),
  seen: String(submission),
})

/** What it was opened with. Forms that were opened otherwise mean whatever waits. @throws AppError `usage` without a number */
export function readOpened({ id: written = '', seen }: Given, usage: string) {
  const { letter, id } = requireId(written, usage)
  return { letter, id, submission: seen === undefined ? undefined : BigInt(seen) }
}
