import type { BotContext } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { FormsApi, Given, OpenOptions } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import { cancel } from './cancelled.ts'
import type { Draft } from './draft-store.ts'
import type { FormEngine, Opened, Turn } from './engine.ts'
import { messageStore } from './message-store.ts'
import { start } from './progress.ts'
import { againScreen, draftsScreen } from './screens.ts'
import { remind, settle } from './settle.ts'
import { showTurn } from './show-turn.ts'

/** One update's dealings with forms. */
export interface FormSession {
  readonly api: FormsApi
  /** Puts right what messages of forms do not say yet. @returns true when this update had been handled before the process ended */
  begin(): Promise<boolean>
  /** Says how to return to a form that was left, unless the command dealt with it; what else was left shows that it waits. */
  end(): Promise<void>
}

export function createFormSession(engine: FormEngine, ctx: BotContext): FormSession {
  let left: Draft | undefined
  const reader = () => ({ timeZone: ctx.reader.timeZone })

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
      const opened = kept ?? (await engine.begin(tx, named, userId, given, waiting?.draft))
      await engine.store.activate(tx, opened.draft, engine.clock.now())
      return opened
    })
    const turn = 'again' in opened ? againTurn(opened.again) : await engine.show(opened, reader())
    await showTurn(engine, ctx, turn, { after: 'opening', below })
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
    if (turn) await showTurn(engine, ctx, await engine.show(turn, reader()), { after: 'opening' })
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
          // What left it is said below it.
          if (draft) await messageStore.pushDown(tx, draft.id, 1)
          return draft
        })
      },
      async discard() {
        const draft = left
        left = undefined
        if (!draft) return false
        const turn = await engine.db.tx((tx) => cancel(engine, tx, draft, BigInt(ctx.update.update_id)))
        await showTurn(engine, ctx, turn, { after: 'answer' })
        return true
      },
    },
    async begin() {
      const settled = await settle(engine, ctx)
      left = settled.left
      return settled.wasHandled
    },
    async end() {
      if (left) await remind(engine, ctx, left)
      await settle(engine, ctx)
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

function againTurn({ named, draft }: Opened): Turn {
  return { draft: draft.id, content: againScreen(named, draft) }
}
