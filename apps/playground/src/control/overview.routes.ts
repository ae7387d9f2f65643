import { z } from 'zod'
import type { Routes } from './context.ts'
import { listPeople } from './people.routes.ts'
import { person } from './schemas.ts'

/** More unread messages than this are shown as "99+". */
const countedMessages = 100

const overview = z.object({
  bot: z.object({ state: z.string(), pid: z.number().nullable(), restarts: z.number() }),
  clock: z.object({ time: z.string(), offset_ms: z.number() }),
  links: z.record(z.string(), z.string()),
  people: z.array(
    person.extend({
      last: z
        .object({ message_id: z.number(), from: z.enum(['bot', 'user']), text: z.string(), date: z.number() })
        .nullable(),
      /** Ids of the newest messages from the bot, for unread counts. */
      from_bot: z.array(z.number()),
      typing: z.string().nullable(),
    }),
  ),
})

/** One cheap poll that feeds the page's list of people and its header. */
export const overviewRoutes: Routes = (server, control) => {
  const schema = { summary: 'Everything that the page shows beside the open chat', response: { 200: overview } }
  server.get('/control/overview', { schema }, async () => {
    const people = await listPeople(control)
    return {
      bot: control.bot.status(),
      clock: control.clock.read(),
      links: { ...control.links },
      people: people.map((someone) => {
        const messages = control.standin.messages(someone.id).messages
        const last = messages.at(-1)
        return {
          ...someone,
          last: last
            ? {
                message_id: last.message_id,
                from: last.from,
                date: last.date,
                text: (last.text ?? last.caption ?? (last.photo ? 'Photo' : 'Message')).slice(0, 120),
              }
            : null,
          from_bot: messages
            .filter((message) => message.from === 'bot')
            .slice(-countedMessages)
            .map((message) => message.message_id),
          typing: control.standin.typing(someone.id),
        }
      }),
    }
  })
}
