import type { BotContext } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { FormsApi, Given, OpenOptions } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Draft } from './draft-store.ts'
import type { FormEngine, Turn } from './engine.ts'
import { start, stepOf } from './progress.ts'
import { againScreen, draftsScreen, textOf } from './screens.ts'
import { showTurn } from './show-turn.ts'

/** One update's dealings with forms. */
export interface FormSession {
  readonly api: FormsApi
  /** Says how to return to a form that was left, unless the command dealt with it. */
  remind(): Promise<void>
}

export function createFormSession(engine: FormEngine, ctx: BotContext): FormSession {
  let left: Draft | undefined

  async function open(id: string, given: Given = {}, { below = false }: OpenOptions = {}): Promise<void> {
    const named = engine.find(id)
    if (!named) throw new Error(`There is no form "${id}": list it under "forms" of its feature's surface`)
    const userId = personOf(ctx)
    left = undefined
    const opened = await engine.db.tx(async (tx) => {
      const waiting = await engine.fit(tx, await engine.store.findOf(tx, userId, id))
      const found = waiting && isSame(waiting.draft.given, given) ? waiting : undefined
      if (found && !isUntouched(found.draft, start(found.named.form).step)) return { again: found }
      // Answers that nobody has touched are filled in anew: what they were read from may have changed.
      const kept = found?.draft.progress.values.size === 0 ? found : undefined
      if (waiting && !kept) await engine.store.remove(tx, waiting.draft.id)
      const draft = kept ?? (await engine.begin(tx, named, userId, given))
      await engine.store.activate(tx, draft.draft, engine.clock.now())
      return draft
    })
    if (!('again' in opened)) return showTurn(ctx, await engine.show(opened), { below })
    const { named: known, draft } = opened.again
    await showTurn(ctx, { content: againScreen(known, draft) }, { below })
  }

  async function resume(): Promise<void> {
    const userId = personOf(ctx)
    left = undefined
    const drafts = (await engine.store.list(engine.db.prisma, userId)).filter(({ form }) => engine.find(form))
    const [only] = drafts
    if (!only) return void (await ctx.show({ key: 'core-form-nothing-to-resume' }, { keyboard: [[homeButton]] }))
    if (drafts.length > 1) {
      const { text, keyboard } = draftsScreen(drafts)
      return ctx.show(text, { keyboard })
    }
    const turn = await engine.db.tx(async (tx) => {
      const opened = await engine.fit(tx, await engine.store.find(tx, only.id))
      if (opened) await engine.store.activate(tx, opened.draft, engine.clock.now())
      return opened
    })
    if (turn) await showTurn(ctx, await engine.show(turn))
  }

  return {
    api: {
      open,
      resume,
      async leave() {
        const { person } = ctx
        if (ctx.chat?.type !== 'private' || !person) return
        left ??= await engine.db.tx(async (tx) => {
          const draft = await engine.store.findActive(tx, person.id)
          if (draft) await engine.store.leave(tx, draft.id, engine.clock.now())
          return draft
        })
      },
      async discard() {
        const draft = left
        left = undefined
        if (!draft) return false
        await engine.db.tx((tx) => engine.store.remove(tx, draft.id))
        await showTurn(ctx, endOf(engine, draft))
        return true
      },
    },
    async remind() {
      if (!left) return
      const text = { key: 'core-form-left', params: { title: { text: textOf(left.form, left, 'title') } } }
      await ctx.say(text, hadKeyboard(engine, left) ? { markup: { remove_keyboard: true } } : {})
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

function hadKeyboard(engine: FormEngine, { form, progress }: Draft): boolean {
  const named = engine.find(form)
  return named !== undefined && stepOf(named.form, progress)?.request !== undefined
}

function endOf(engine: FormEngine, draft: Draft): Turn {
  const content = { text: { key: 'core-form-cancelled' }, keyboard: [[homeButton]] }
  return { content, ...(hadKeyboard(engine, draft) ? { keyboard: 'gone' as const } : {}) }
}
