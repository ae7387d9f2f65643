import type { Approvals } from '../../approvals/index.ts'
import { type AnyCallback, type BotContext, type Command, onCallback, type PressAnswer } from '../../bot/index.ts'
import type { Clock } from '../../clock/index.ts'
import type { Declarations } from '../../feature/index.ts'
import type { Pages } from '../../screens/index.ts'
import { roles } from '../../users/index.ts'
import type { Admin } from '../index.ts'
import { actorOf, type ListName, pressed, requireAnyRole, requireDecider, requireSection } from './buttons.ts'
import { homeScreen } from './home-screen.ts'
import { defineLists } from './lists.ts'
import { roleCallbacks, roleCommands } from './role-changes.ts'
import { sayStatus } from './status-all.ts'
import { findScreen } from './user-screens.ts'
import { userCallback, userCommand } from './users.ts'

export interface AdminChatDeps {
  readonly admin: Admin
  readonly clock: Clock
  readonly declarations: Declarations
  readonly approvals: Pick<Approvals, 'decides'>
  /** The cards of `/pending`. */
  showPending(ctx: BotContext): Promise<void>
}

/** `/admin` and everything behind it, and `/status_all`. */
export function adminChat(deps: AdminChatDeps): {
  readonly commands: readonly Command[]
  readonly callbacks: readonly AnyCallback[]
} {
  const lists = defineLists(deps)
  return {
    commands: [
      { name: 'admin', audience: { roles }, run: (ctx) => showHome(deps, ctx) },
      userCommand(deps),
      ...roleCommands(deps),
      { name: 'status_all', audience: 'everyone', run: (ctx) => sayStatus(deps.declarations, ctx) },
    ],
    callbacks: [
      onCallback(pressed.view, (ctx, { view }) => show(deps, lists, ctx, view)),
      settleMessage(deps, lists),
      settleJob(deps, lists),
      userCallback(deps),
      ...roleCallbacks(deps),
      ...Object.values(lists).map((pages) => pages.callback),
    ],
  }
}

async function showHome({ admin }: AdminChatDeps, ctx: BotContext): Promise<void> {
  const { text, keyboard = [] } = homeScreen(await admin.overview(ctx.person?.roles ?? []))
  await ctx.show(text, { keyboard })
}

const sectionOf = { uncertain: 'messages', failed: 'messages', jobs: 'jobs', incidents: 'incidents' } as const

async function show(
  deps: AdminChatDeps,
  lists: Readonly<Record<ListName, Pages>>,
  ctx: BotContext,
  view: Parameters<typeof pressed.view.pack>[0]['view'],
): Promise<PressAnswer> {
  switch (view) {
    case 'home':
    case 'refresh':
      requireAnyRole(ctx)
      await showHome(deps, ctx)
      return view === 'refresh' ? { toast: { key: 'core-admin-refreshed' } } : undefined
    case 'find':
      requireSection(ctx, 'people')
      await ctx.show(findScreen.text, { keyboard: findScreen.keyboard ?? [] })
      return undefined
    case 'approvals':
      requireDecider(ctx, deps.approvals)
      await deps.showPending(ctx)
      return undefined
    default:
      requireSection(ctx, sectionOf[view])
      await lists[view].open(ctx)
      return undefined
  }
}

function settleMessage({ admin }: AdminChatDeps, lists: Readonly<Record<ListName, Pages>>): AnyCallback {
  return onCallback(pressed.message, async (ctx, { how, id }) => {
    requireSection(ctx, 'messages')
    const done = await admin.settleMessage(actorOf(ctx), id, how)
    await lists.uncertain.open(ctx)
    return { toast: { key: done ? `core-admin-message-${how}` : 'core-admin-settled' } }
  })
}

function settleJob({ admin }: AdminChatDeps, lists: Readonly<Record<ListName, Pages>>): AnyCallback {
  return onCallback(pressed.job, async (ctx, { how, id }) => {
    requireSection(ctx, 'jobs')
    const done = await admin.settleJob(actorOf(ctx), id, how)
    await lists.jobs.open(ctx)
    return { toast: { key: done ? `core-admin-job-${how}` : 'core-admin-settled' } }
  })
}
