import { type AnyCallback, type BotContext, defineCallback, field, onCallback, sayOptions } from '../bot/index.ts'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '../notifications/index.ts'
import { homeButton } from './home-buttons.ts'

/** Which rows a page wants. Ids order the list; what was added after the first page was drawn is not on any of its pages. */
export interface PageQuery {
  /** Only rows with `id <= upTo`, if given. */
  readonly upTo: bigint | undefined
  /** Only rows with `id < before`, if given (newest first). */
  readonly before: bigint | undefined
  /** Only rows with `id > after`, if given: then the lowest ids come first. */
  readonly after: bigint | undefined
  readonly take: number
}

export interface PagesSpec<Row> {
  /** `<code>.<name>` of the page buttons. */
  readonly id: string
  readonly size: number
  /** Whether this person may see the list. Asked at every press. */
  allows(ctx: BotContext): boolean
  load(ctx: BotContext, query: PageQuery): Promise<readonly Row[]>
  idOf(row: Row): bigint
  /** The page's text and its own buttons; the buttons that turn pages are added below. */
  draw(ctx: BotContext, rows: readonly Row[]): MessageContent | Promise<MessageContent>
  /** Shown when there is nothing at all. */
  readonly empty: MessageContent
}

/** A list in pages, newest first. */
export interface Pages {
  /** Draws the first page. */
  open(ctx: BotContext): Promise<void>
  /** The same in a new message, also after a press: what was pressed stays. */
  openBelow(ctx: BotContext): Promise<void>
  readonly callback: AnyCallback
}

const ways = ['next', 'previous'] as const

/**
 * Pages that never repeat or skip: each button carries the newest id of the first page and the id at its own edge, so rows that are
 * added, or that vanish in between, move nothing. A page that has vanished is answered with the first one.
 */
export function definePages<Row>(spec: PagesSpec<Row>): Pages {
  const turned = defineCallback(spec.id, { way: field.oneOf(...ways), upTo: field.id, edge: field.id })

  async function draw(ctx: BotContext, rows: readonly Row[], upTo: bigint | undefined, below = false): Promise<void> {
    const [newest, oldest] = [rows[0], rows.at(-1)]
    if (newest === undefined || oldest === undefined) return place(ctx, spec.empty, [[homeButton]], below)
    const frozen = upTo ?? spec.idOf(newest)
    const exists = async (query: Partial<PageQuery>) =>
      (await spec.load(ctx, { upTo: frozen, before: undefined, after: undefined, take: 1, ...query })).length > 0
    const turn = (way: 'next' | 'previous', edge: bigint): ButtonSpec => ({
      text: { key: `core-page-${way}` },
      data: turned.pack({ way, upTo: frozen, edge }),
    })
    const row = [
      ...((await exists({ after: spec.idOf(newest) })) ? [turn('previous', spec.idOf(newest))] : []),
      ...((await exists({ before: spec.idOf(oldest) })) ? [turn('next', spec.idOf(oldest))] : []),
    ]
    await place(ctx, await spec.draw(ctx, rows), [...(row.length > 0 ? [row] : []), [homeButton]], below)
  }

  async function draws(ctx: BotContext, below: boolean): Promise<void> {
    const rows = await spec.load(ctx, { upTo: undefined, before: undefined, after: undefined, take: spec.size })
    await draw(ctx, rows, undefined, below)
  }

  const open = (ctx: BotContext) => draws(ctx, false)
  return {
    open,
    openBelow: (ctx) => draws(ctx, true),
    callback: onCallback(turned, async (ctx, { way, upTo, edge }) => {
      if (!spec.allows(ctx)) return { alert: { key: 'core-press-not-yours' } }
      const query = { upTo, before: undefined, after: undefined, take: spec.size }
      const rows =
        way === 'next'
          ? await spec.load(ctx, { ...query, before: edge })
          : (await spec.load(ctx, { ...query, after: edge })).toReversed()
      if (rows.length > 0) await draw(ctx, rows, upTo)
      else await open(ctx)
      return rows.length > 0 ? undefined : { toast: { key: 'core-page-changed' } }
    }),
  }
}

async function place(ctx: BotContext, content: MessageContent, more: KeyboardSpec, below: boolean): Promise<void> {
  const options = { ...sayOptions(content), keyboard: [...(content.keyboard ?? []), ...more] }
  await (below ? ctx.say(content.text, options) : ctx.show(content.text, options))
}
