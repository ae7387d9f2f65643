import type { ChatMessage } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Control, Routes } from './context.ts'
import { chatInfo } from './groups.routes.ts'
import { listPeople } from './people.routes.ts'
import { person } from './schemas.ts'

/** More unread messages than this are shown as "99+". */
const countedMessages = 100

const activity = z.object({
  last: z
    .object({
      message_id: z.number(),
      from: z.enum(['bot', 'user']),
      sender: z.string(),
      text: z.string(),
      date: z.number(),
    })
    .nullable(),
  /** Ids of the newest messages from the bot (in groups: from anybody), for unread counts. */
  from_bot: z.array(z.number()),
  typing: z.string().nullable(),
})

const overview = z.object({
  bot: z.object({ state: z.string(), pid: z.number().nullable(), restarts: z.number(), username: z.string() }),
  demo_data: z.enum(['filling', 'complete', 'incomplete']).describe('How far the data of the demos are'),
  clock: z.object({ time: z.string(), offset_ms: z.number() }),
  links: z.record(z.string(), z.string()),
  people: z.array(person.extend(activity.shape)),
  chats: z.array(chatInfo.extend(activity.shape)),
})

function summary(message: ChatMessage): string {
  const { media, service } = message
  const written = message.text ?? message.caption
  if (written !== null) return written
  if (service !== null) return service.replaceAll('_', ' ')
  if (message.photo) return 'Photo'
  if (message.document) return message.document.file_name ?? 'File'
  if (media) return media.kind.replaceAll('_', ' ')
  if (message.venue) return message.venue.title
  if (message.location) return message.live_until === null ? 'Location' : 'Live location'
  if (message.contact) return 'Contact'
  return message.invoice?.title ?? message.dice?.emoji ?? 'Message'
}

/** What the list shows of one chat: its last message, what may be unread, who types. */
function activityOf(control: Control, userId: number, chatId?: number): z.infer<typeof activity> {
  const { messages } = control.standin.messages(userId, chatId === undefined ? {} : { chatId })
  const last = messages.at(-1)
  const { standin } = control
  return {
    last: last
      ? {
          message_id: last.message_id,
          from: last.from,
          sender: last.sender.name,
          date: last.date,
          text: summary(last).slice(0, 120),
        }
      : null,
    from_bot: messages
      .filter((message) => message.from === 'bot' || chatId !== undefined)
      .slice(-countedMessages)
      .map((message) => message.message_id),
    typing: standin.typing(chatId ?? userId),
  }
}

/** One cheap poll that feeds the page's list of people and its header. */
export const overviewRoutes: Routes = (server, control) => {
  const schema = { summary: 'Everything that the page shows beside the open chat', response: { 200: overview } }
  server.get('/control/overview', { schema }, async () => {
    const people = await listPeople(control)
    // A group that everybody has left can be read by nobody.
    const chats = z.array(chatInfo).parse(control.standin.chats().filter((chat) => chat.members.length > 0))
    return {
      bot: { ...control.bot.status(), username: control.standin.bots()[0]?.username ?? '' },
      demo_data: control.seeding.state(),
      clock: control.clock.read(),
      links: { ...control.links },
      people: people.map((someone) => ({ ...someone, ...activityOf(control, someone.id) })),
      chats: chats.map((chat) => ({ ...chat, ...activityOf(control, chat.members[0] ?? 0, chat.id) })),
    }
  })
}
