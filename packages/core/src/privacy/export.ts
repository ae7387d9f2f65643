import { InputFile } from 'grammy'
import type { BotContext } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { LimitRule, Limits } from '../limits/index.ts'
import { renderExport } from './export-html.ts'
import type { Privacy } from './privacy.ts'

export interface ExportDeps {
  readonly privacy: Privacy
  readonly limits: Limits
}

const oncePerHour: LimitRule = { max: 1, windowMs: 3_600_000, onStoreLost: 'allow' }
/** Of captions. */
const captionLimit = 1024

/** Everything that is stored about whoever asks: once for people, once for programs, then the files of what is too much for those. */
export async function sendExport({ privacy, limits }: ExportDeps, ctx: BotContext): Promise<void> {
  const { person } = ctx
  if (!person) return
  const decision = await limits.hit(`export:${person.id}`, oncePerHour)
  if (!decision.allowed)
    throw new AppError('core-export-too-soon', { wait: { duration: Math.ceil(decision.retryAfterMs / 1000) } }, 429)
  await ctx.replyWithChatAction('upload_document')
  const exported = await privacy.exportUser(person.id)
  const page = renderExport(exported, {
    locale: ctx.reader.locale,
    title: ctx.plain({ key: 'core-export-title' }, 100),
    intro: ctx.plain({ key: 'core-export-intro' }, captionLimit),
    nothing: ctx.plain({ key: 'core-export-nothing' }),
    time: (time) => ctx.plain({ key: 'core-export-time', params: { at: { time, style: 'full' } } }),
  })
  const day = exported.exported_at.slice(0, 10)
  await send(ctx, page, `bazaar-${day}.html`, 'core-export-html')
  await send(ctx, `${JSON.stringify(exported, undefined, 2)}\n`, `bazaar-${day}.json`, 'core-export-json')
  for await (const { name, caption, open } of privacy.exportFiles(person.id))
    await ctx.replyWithDocument(new InputFile(open, name), { caption: ctx.plain(caption, captionLimit) })
}

async function send(ctx: BotContext, content: string, name: string, caption: string): Promise<void> {
  await ctx.replyWithDocument(new InputFile(Buffer.from(content), name), {
    caption: ctx.plain({ key: caption }, captionLimit),
  })
}
