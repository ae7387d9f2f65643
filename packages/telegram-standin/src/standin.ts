import type { AddressInfo } from 'node:net'
import { coveragePage } from './coverage.ts'
import { createFaults } from './faults.ts'
import { createLimiter } from './limits.ts'
import { createChat, directChat, listChats, upgradeChat } from './people/groups.ts'
import { commandsFor, currentAction, readHistory, waitForHistory } from './people/history.ts'
import { openLink, start } from './people/links.ts'
import { block, changeBot, join, leave, pinBy, promote, unblock } from './people/membership.ts'
import { pay } from './people/pay.ts'
import { press } from './people/press.ts'
import { react } from './people/react.ts'
import { rewrite, sayAll } from './people/say.ts'
import { createSchemaChecker } from './schema/check.ts'
import { execute } from './server/execute.ts'
import type { Host } from './server/host.ts'
import { createHttpServer } from './server/http.ts'
import { createRecorder } from './stats.ts'
import type { Standin, StandinOptions } from './types.ts'
import { enqueue, updateKinds } from './updates/queue.ts'
import { createWebhooks } from './webhook/delivery.ts'
import { accountOf, createBot, createUser, presentUser } from './world/accounts.ts'
import { fileAtPath, fileBytes } from './world/files.ts'
import { restoreWorld, snapshotWorld } from './world/snapshot.ts'
import { createWorld, privateThread, requireBot, requirePerson, type World } from './world/world.ts'

const createHost = (options: StandinOptions): Host => {
  const log = options.log ?? (() => undefined)
  const world = createWorld({ now: options.now ?? Date.now, filesDir: options.filesDir ?? null, log })
  const strict = (options.mode ?? 'strict') === 'strict'
  const schema = createSchemaChecker()
  if (options.state !== undefined) restoreWorld(world, options.state)
  const limiter = createLimiter(options.limits ?? 'measure')
  const recorder = createRecorder(limiter, log)
  if (strict) {
    world.inspect = (update) => {
      const message = schema.updateProblem(update)
      if (message !== null) recorder.finding({ method: 'update', kind: 'bad_answer', message })
    }
  }
  const host: Host = {
    world,
    strict,
    latencyMs: options.latencyMs ?? 0,
    limiter,
    faults: createFaults(),
    recorder,
    schema,
    webhooks: createWebhooks(world, (bot, name, params) =>
      execute(host, { bot, name, params, onGone: () => undefined }),
    ),
  }
  for (const bot of world.bots.values()) if (bot.webhook !== null) host.webhooks.start(bot, bot.webhook)
  return host
}

const rawUpdate = (world: World, update: Readonly<Record<string, unknown>>, botId?: number): number => {
  const bot = requireBot(world, botId)
  const given = update.update_id
  const updateId = typeof given === 'number' ? given : bot.nextUpdateId
  bot.nextUpdateId = Math.max(bot.nextUpdateId, updateId + 1)
  const kind = Object.keys(update).find((name) => updateKinds.includes(name)) ?? 'unknown'
  const entry = { botId: bot.user.id, updateId, kind, at: world.now(), update: { ...update, update_id: updateId } }
  enqueue(world, bot, { ...entry, key: `raw:${updateId}`, via: null, attempts: 0, state: 'pending' })
  return updateId
}

const peopleApi = (world: World) =>
  ({
    createUser: (user) => createUser(world, user),
    users: () => [...world.people.values()].map(presentUser),
    createChat: (chat) => createChat(world, chat),
    directChat: (one, other) => directChat(world, one, other),
    chats: () => listChats(world),
    upgradeChat: (chatId) => upgradeChat(world, chatId),
    deactivate: (userId) => {
      requirePerson(world, userId).deactivated = true
    },
    join: (userId, chatId, options = {}) => join(world, userId, chatId, options),
    leave: (userId, chatId, options = {}) => leave(world, userId, chatId, options),
    promote: (userId, chatId, to, options = {}) => promote(world, userId, chatId, to, options),
    setBot: (chatId, to, options = {}) => changeBot(world, chatId, to, options),
    sendMessage: (userId, message) => {
      const messageIds = sayAll(world, userId, message).map((stored) => stored.message.message_id)
      return { messageId: messageIds[0] ?? 0, messageIds }
    },
    start: (userId, payload, place = {}) => ({ messageId: start(world, userId, payload, place) }),
    openLink: (userId, link, place = {}) => ({ messageId: openLink(world, userId, link, place) }),
    pay: (userId, invoice, options = {}) => pay(world, userId, invoice, options),
    pin: (userId, messageId, place = {}) => pinBy(world, userId, messageId, place),
    editMessage: (userId, messageId, edit) => rewrite(world, userId, messageId, edit),
    press: (userId, wanted) => press(world, userId, wanted),
    clipboard: (userId) => requirePerson(world, userId).clipboard ?? null,
    block: (userId, botId) => block(world, userId, botId),
    unblock: (userId, botId) => unblock(world, userId, botId),
    blocked: (userId, botId) => privateThread(world, requireBot(world, botId), userId).blocked,
    react: (userId, messageId, emoji, place = {}) => react(world, userId, messageId, emoji, place),
    history: (userId, query = {}) => waitForHistory(world, userId, query),
    messages: (userId, query = {}) => readHistory(world, userId, query),
    typing: (chatId, botId) => currentAction(world, chatId, botId),
    commands: (userId, place = {}) => commandsFor(world, userId, place),
  }) satisfies Partial<Standin>

const toolsApi = ({ world, recorder, limiter, faults }: Host) =>
  ({
    createBot: (bot = {}) => createBot(world, bot),
    bots: () => [...world.bots.values()].map(accountOf),
    file: (fileId) => {
      const file = world.files.get(fileId)
      return file === undefined ? undefined : fileBytes(world, file)
    },
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    stats: () => recorder.stats(),
    resetStats: () => recorder.reset(),
    sends: (chatId) => limiter.sends(chatId),
    rawUpdate: (update, botId) => rawUpdate(world, update, botId),
    updates: () => world.updateLog,
    requests: () => recorder.requests(),
    snapshot: () => snapshotWorld(world),
    onChange: (listener) => {
      world.listeners.add(listener)
      return () => world.listeners.delete(listener)
    },
  }) satisfies Partial<Standin>

/** Starts the server. Every call to `url` from here on is answered like Telegram would. */
export const startStandin = async (options: StandinOptions = {}): Promise<Standin> => {
  const host = createHost(options)
  const { world } = host
  const download = (path: string): Uint8Array | null => {
    const file = fileAtPath(world, path)
    return file === undefined ? null : (fileBytes(world, file) ?? null)
  }
  const server = createHttpServer({ host, page: coveragePage(host.schema), download })
  const hostname = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, hostname, resolve)
  })
  const port = portOf(server.address())
  return {
    url: `http://${hostname}:${port}`,
    port,
    ...peopleApi(world),
    ...toolsApi(host),
    get revision() {
      return world.counters.revision
    },
    close: () =>
      new Promise((resolve) => {
        for (const bot of world.bots.values()) bot.interruptPoll?.('the stand-in is closing')
        host.webhooks.stopAll()
        for (const pending of world.callbacks.values()) {
          pending.resolve?.({ answered: false, text: null, showAlert: false, url: null })
        }
        for (const pending of world.checkouts.values()) pending.resolve?.('timed_out')
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const portOf = (address: AddressInfo | string | null): number =>
  address !== null && typeof address === 'object' ? address.port : 0
