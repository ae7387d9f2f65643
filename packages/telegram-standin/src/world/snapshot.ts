import type { Bot, SavedBot, SavedThread, StandinState, Thread } from './state.ts'
import type { World } from './world.ts'

const saveThread = ({ action: _, ...thread }: Thread): SavedThread => ({
  ...thread,
  people: [...thread.people],
  bots: [...thread.bots],
  messages: [...thread.messages.values()].map((stored) => ({ ...stored })),
  deleted: [...thread.deleted],
  pinned: [...(thread.pinned ?? [])],
})

const loadThread = (saved: SavedThread): Thread => ({
  ...saved,
  people: new Map(saved.people),
  bots: new Map(saved.bots),
  messages: new Map(saved.messages.map((stored) => [stored.message.message_id, { ...stored }])),
  deleted: [...saved.deleted],
  pinned: [...(saved.pinned ?? [])],
  action: null,
})

const saveBot = (bot: Bot): SavedBot => ({
  user: bot.user,
  token: bot.token,
  privacyMode: bot.privacyMode,
  allowedUpdates: bot.allowedUpdates,
  webhook: bot.webhook,
  nextUpdateId: bot.nextUpdateId,
  privates: [...bot.privates.values()].map(saveThread),
  settings: [...bot.settings],
  queue: bot.queue.map((entry) => ({ ...entry })),
})

const loadBot = (saved: SavedBot): Bot => ({
  ...saved,
  privates: new Map(saved.privates.map((thread) => [thread.chat.id, loadThread(thread)])),
  settings: new Map(saved.settings),
  queue: saved.queue.map((entry) => ({ ...entry })),
  wake: null,
  interruptPoll: null,
  webhookError: null,
})

/** Everything that must survive a restart, as plain JSON. */
export const snapshotWorld = (world: World): StandinState => ({
  version: 1,
  counters: { ...world.counters },
  people: [...world.people.values()].map((person) => ({ ...person })),
  bots: [...world.bots.values()].map(saveBot),
  chats: [...world.chats.values()].map(saveThread),
  files: [...world.files.values()].map(({ bytes, ...file }) => ({
    ...file,
    base64: bytes === null ? null : Buffer.from(bytes).toString('base64'),
  })),
  callbacks: [...world.callbacks.values()].map(({ resolve: _, ...pending }) => pending),
  payments: world.payments.map((payment) => ({ ...payment })),
  invoiceLinks: [...world.invoiceLinks],
})

/** Fills a fresh world from a snapshot; counters go on, so that no id is used twice. */
export const restoreWorld = (world: World, state: StandinState): void => {
  Object.assign(world.counters, state.counters)
  for (const person of state.people) world.people.set(person.user.id, { ...person })
  for (const saved of state.bots) {
    const bot = loadBot(saved)
    world.bots.set(bot.user.id, bot)
    world.tokens.set(bot.token, bot)
    world.updateLog.push(...bot.queue)
  }
  for (const thread of state.chats) world.chats.set(thread.chat.id, loadThread(thread))
  for (const { base64, ...file } of state.files) {
    world.files.set(file.id, { ...file, bytes: base64 === null ? null : new Uint8Array(Buffer.from(base64, 'base64')) })
  }
  for (const payment of state.payments ?? []) world.payments.push({ ...payment })
  for (const [slug, link] of state.invoiceLinks ?? []) world.invoiceLinks.set(slug, link)
  for (const pending of state.callbacks) world.callbacks.set(pending.id, { ...pending, resolve: null })
}
