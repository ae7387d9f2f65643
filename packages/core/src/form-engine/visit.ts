import type { BotContext } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { FormDoor, Given, OpenOptions } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Draft } from './draft-store.ts'
import type { Kit, Turn } from './kit.ts'
import { start, stepOf } from './progress.ts'
import { againScreen, draftsScreen, textOf } from './screens.ts'
import { showTurn } from './show-turn.ts'

/** One update's dealings with forms. */
export interface Visit {
  readonly door: FormDoor
  /** Says how to return to a form that was left, unless the command dealt with it. */
  remind(): Promise<void>
}

export function createVisit(kit: Kit, ctx: BotContext): Visit {
  let left: Draft | undefined

  async function open(id: string, given: Given = {}, { below = false }: OpenOptions = {}): Promise<void> {
    const named = kit.find(id)
    if (!named) throw new Error(`There is no form "${id}": list it under "forms" of its feature's surface`)
    const userId = personOf(ctx)
    left = undefined
    const opened = await kit.db.tx(async (tx) => {
      const waiting = await kit.fit(tx, await kit.store.findOf(tx, userId, id))
      const found = waiting && isSame(waiting.draft.given, given) ? waiting : undefined
      if (found && !isUntouched(found.draft, start(found.named.form).step)) return { again: found }
      // Answers that nobody has touched are filled in anew: what they were read from may have changed.
      const kept = found?.draft.progress.values.size === 0 ? found : undefined
      if (waiting && !kept) await kit.store.remove(tx, waiting.draft.id)
      const draft = kept ?? (await kit.begin(tx, named, userId, given))
      await kit.store.activate(tx, draft.draft, kit.clock.now())
      return draft
    })
    if (!('again' in opened)) return showTurn(ctx, await kit.show(opened), { below })
    const { named: known, draft } = opened.again
    await showTurn(ctx, { content: againScreen(known, draft) }, { below })
  }

  async function resume(): Promise<void> {
    const userId = personOf(ctx)
    left = undefined
    const drafts = (await kit.store.list(kit.db.prisma, userId)).filter(({ form }) => kit.find(form))
    const [only] = drafts
    if (!only) return void (await ctx.show({ key: 'core-form-nothing-to-resume' }, { keyboard: [[homeButton]] }))
    if (drafts.length > 1) {
      const { text, keyboard } = draftsScreen(drafts)
      return ctx.show(text, { keyboard })
    }
    const turn = await kit.db.tx(async (tx) => {
      const opened = await kit.fit(tx, await kit.store.find(tx, only.id))
      if (opened) await kit.store.activate(tx, opened.draft, kit.clock.now())
      return opened
    })
    if (turn) await showTurn(ctx, await kit.show(turn))
  }

  return {
    door: {
      open,
      resume,
      async leave() {
        const { person } = ctx
        if (ctx.chat?.type !== 'private' || !person) return
        left ??= await kit.db.tx(async (tx) => {
          const draft = await kit.store.findActive(tx, person.id)
          if (draft) await kit.store.leave(tx, draft.id, kit.clock.now())
          return draft
        })
      },
      async discard() {
        const draft = left
        left = undefined
        if (!draft) return false
        await kit.db.tx((tx) => kit.store.remove(tx, draft.id))
        await showTurn(ctx, endOf(kit, draft))
        return true
      },
    },
    async remind() {
      if (!left) return
      const text = { key: 'core-form-left', params: { title: { text: textOf(left.form, left, 'title') } } }
      await ctx.say(text, hadKeyboard(kit, left) ? { markup: { remove_keyboard: true } } : {})
    },
  }
}

/** Forms ask for private things, and take every message of their chat. */
function personOf(ctx: BotContext): bigint {
  if (ctx.chat?.type !== 'private' || !ctx.person) throw new AppError('core-private-only')
  return ctx.person.id
}

function isSame(one: Given, other: Given): boolean {
  const inOrder = (given: Given) => JSON.stringify(Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return inOrder(one) === inOrder(other)
}

const isUntouched = ({ rev, progress }: Draft, first: string): boolean =>
  rev === 0 || (progress.values.size === 0 && progress.step === first)

function hadKeyboard(kit: Kit, { form, progress }: Draft): boolean {
  const named = kit.find(form)
  return named !== undefined && stepOf(named.form, progress)?.request !== undefined
}

function endOf(kit: Kit, draft: Draft): Turn {
  const content = { text: { key: 'core-form-cancelled' }, keyboard: [[homeButton]] }
  return { content, ...(hadKeyboard(kit, draft) ? { keyboard: 'gone' as const } : {}) }
}
