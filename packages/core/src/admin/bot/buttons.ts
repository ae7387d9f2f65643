import type { Approvals } from '../../approvals/index.ts'
import { type BotContext, defineCallback, field } from '../../bot/index.ts'
import { AppError } from '../../errors/index.ts'
import type { TextParam } from '../../i18n/index.ts'
import type { ButtonSpec } from '../../notifications/index.ts'
import { roles } from '../../users/index.ts'
import type { Actor } from '../index.ts'
import { type Section, sees } from '../index.ts'

export const lists = ['uncertain', 'failed', 'jobs', 'incidents'] as const
export type ListName = (typeof lists)[number]

/** Every kind of button of the administration; the roles are checked at each press. */
export const pressed = {
  view: defineCallback('co.adm', { view: field.oneOf('home', 'refresh', 'find', 'approvals', ...lists) }),
  message: defineCallback(
    'co.amsg',
    { how: field.oneOf('again', 'leave'), id: field.id },
    { isFinal: ({ how }) => how === 'leave' },
  ),
  job: defineCallback(
    'co.ajob',
    { how: field.oneOf('retry', 'dismiss'), id: field.id },
    { isFinal: ({ how }) => how === 'dismiss' },
  ),
  user: defineCallback('co.user', { id: field.id }),
  askRole: defineCallback('co.role', {
    user: field.id,
    role: field.oneOf(...roles),
    verb: field.oneOf('grant', 'revoke'),
  }),
  changeRole: defineCallback('co.rolok', {
    user: field.id,
    role: field.oneOf(...roles),
    verb: field.oneOf('grant', 'revoke'),
    version: field.id,
  }),
} as const

export const button = (name: string, data: string, params?: Readonly<Record<string, TextParam>>): ButtonSpec => ({
  text: { key: `core-admin-button-${name}`, ...(params && { params }) },
  data,
})

export const backButton: ButtonSpec = button('back', pressed.view.pack({ view: 'home' }))

export const mayIn =
  (ctx: BotContext) =>
  (section: Section): boolean =>
    sees(ctx.person?.roles ?? [], section)

/** The message may be old, and its reader may have lost the role since. */
export function requireSection(ctx: BotContext, section: Section): void {
  if (!mayIn(ctx)(section)) throw new AppError('core-admin-refused', {}, 403)
}

/** The queue of decisions is for those who decide. */
export function requireDecider(ctx: BotContext, approvals: Pick<Approvals, 'decides'>): void {
  if (!approvals.decides(ctx.person?.roles ?? [])) throw new AppError('core-admin-refused', {}, 403)
}

export function requireAnyRole(ctx: BotContext): void {
  if (!ctx.person?.roles.length) throw new AppError('core-admin-refused', {}, 403)
}

export function actorOf(ctx: BotContext): Actor {
  if (!ctx.person) throw new AppError('core-admin-refused', {}, 403)
  return { actorId: ctx.person.id, origin: 'chat' }
}
