import type { ChatMessage, PressAnswer } from '../chat-types.ts'
import type { MembershipOptions, PayOutcome, PersonEdit, PersonMessage, Place, Point, Standin } from '../types.ts'

export type Pattern = RegExp | string | ((message: ChatMessage) => boolean)

/** A button by its label, or `{ data }` by its callback data (also forged data). */
export type ButtonChoice = string | { readonly data: string }

export interface PersonDriver {
  readonly id: number
  readonly name: string
  /** Writes a text, or sends anything else that people send: `sends({ album: [{ photo }, { photo, caption: 'Both' }] })`. Resolves to the (first) message id. */
  sends(message: string | PersonMessage): Promise<number>
  /** Opens the bot with a deep link's payload (or a whole `https://t.me/…` link) and presses Start. */
  opens(payloadOrLink?: string): Promise<number>
  edits(messageId: number, edit: PersonEdit): Promise<void>
  /** Moves a live location; `null` ends it. */
  moves(messageId: number, to: Point | null): Promise<void>
  /** Pays the invoice with this message id or link; without one the newest invoice of the chat. */
  pays(invoice?: number | string, options?: { readonly timeoutMs?: number }): Promise<PayOutcome>
  /** Joins a group or channel (`by`: brought by a member). */
  joins(chatId: number, options?: MembershipOptions): void
  leaves(chatId: number, options?: MembershipOptions): void
  /** Presses the newest button of that label (or the one under `messageId`) and waits for the bot's answer. */
  presses(
    button: ButtonChoice,
    options?: { readonly messageId?: number; readonly timeoutMs?: number },
  ): Promise<PressAnswer>
  /** Presses the newest copy button of that label (or the one under `messageId`) and resolves to what was copied. */
  copies(label: string, options?: { readonly messageId?: number }): Promise<string>
  /** What this person copied last. */
  clipboard(): string | null
  /** Waits for a bot's message that matches and that was sent or edited since this person's last action. Fails after 5 s unless told. */
  sees(pattern: Pattern, options?: { readonly withinMs?: number }): Promise<ChatMessage>
  /** What is there by now counts as seen: the next `sees` wants something newer. */
  catchesUp(): void
  blocks(): void
  unblocks(): void
  reacts(messageId: number, emoji: string | null): void
  /** Everything in the chat, oldest first. */
  messages(): readonly ChatMessage[]
  /** The bot's messages, oldest first; with a pattern only those that match it as they stand now. */
  botMessages(pattern?: Pattern): readonly ChatMessage[]
  /** The newest message of the bot. */
  last(): ChatMessage | undefined
  /** Labels of the reply keyboard on show. */
  keyboard(): readonly string[]
  /** The same person in a group or channel. */
  in(chatId: number): PersonDriver
}

const waitMs = 20_000

const bodyOf = (message: ChatMessage): string => message.text ?? message.caption ?? ''

/** As it stands, and as it is read: nobody sees that a space does not break. */
const readings = (message: ChatMessage): readonly string[] => {
  const body = bodyOf(message)
  return [body, body.replaceAll('\u00a0', ' ')]
}

const matches = (message: ChatMessage, pattern: Pattern): boolean => {
  if (typeof pattern === 'function') return pattern(message)
  return readings(message).some((body) => {
    if (typeof pattern === 'string') return body.includes(pattern)
    pattern.lastIndex = 0
    return pattern.test(body)
  })
}

const describe = (message: ChatMessage): string => {
  const buttons = message.buttons.flat().map((button) => `[${button.text}]`)
  const kind = message.photo !== null ? 'photo' : message.document !== null ? 'document' : message.media?.kind
  const media = kind !== undefined ? `(${kind}) ` : message.invoice !== null ? '(invoice) ' : ''
  return `  #${message.message_id}${message.edited ? ' (edited)' : ''} ${media}${JSON.stringify(bodyOf(message))} ${buttons.join(' ')}`
}

const disappointed = (
  name: string,
  pattern: Pattern,
  since: readonly ChatMessage[],
  older: readonly ChatMessage[],
  ms: number,
): Error => {
  const wanted = typeof pattern === 'function' ? 'a message that passes the test' : String(pattern)
  const list = (messages: readonly ChatMessage[]): string =>
    messages.length === 0 ? '  nothing' : messages.map(describe).join('\n')
  return new Error(
    `${name} did not see ${wanted} within ${ms} ms. Since the last action the bot sent or edited:\n${list(since)}\nBefore it (newest 3):\n${list(older.slice(-3))}`,
  )
}

const waitFor = (
  standin: Standin,
  check: () => ChatMessage | undefined,
  ms: number,
): Promise<ChatMessage | undefined> => {
  const first = check()
  if (first !== undefined) return Promise.resolve(first)
  return new Promise((resolve) => {
    const finish = (message: ChatMessage | undefined): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve(message)
    }
    const timer = setTimeout(() => finish(check()), ms)
    const unsubscribe = standin.onChange(() => {
      const found = check()
      if (found !== undefined) finish(found)
    })
  })
}

interface Self {
  readonly id: number
  readonly name: string
}

export const createPerson = (standin: Standin, self: Self, place: Place): PersonDriver => {
  let mark = 0
  const read = (since?: number): readonly ChatMessage[] =>
    standin.messages(self.id, { ...place, ...(since === undefined ? {} : { since }) }).messages
  const fromBot = (since?: number): ChatMessage[] => read(since).filter((message) => message.from === 'bot')
  const acts = <T>(action: () => T): T => {
    mark = standin.revision
    return action()
  }
  const sees: PersonDriver['sees'] = async (pattern, options = {}) => {
    const ms = options.withinMs ?? waitMs
    const found = await waitFor(standin, () => fromBot(mark).find((message) => matches(message, pattern)), ms)
    if (found !== undefined) return found
    const older = fromBot().filter((message) => message.revision <= mark)
    throw disappointed(self.name, pattern, fromBot(mark), older, ms)
  }
  return {
    ...self,
    sends: async (message) => {
      const content = typeof message === 'string' ? { text: message } : message
      return acts(() => standin.sendMessage(self.id, { ...place, ...content }).messageId)
    },
    edits: async (messageId, edit) => acts(() => standin.editMessage(self.id, messageId, { ...place, ...edit })),
    opens: async (link) => {
      const isLink = link !== undefined && /^(https?|tg):\/\//.test(link)
      return acts(() => (isLink ? standin.openLink(self.id, link, place) : standin.start(self.id, link, place)))
        .messageId
    },
    moves: async (messageId, to) => acts(() => standin.editMessage(self.id, messageId, { ...place, location: to })),
    pays: async (invoice, options = {}) => {
      const wanted = invoice ?? read().findLast((message) => message.invoice !== null)?.message_id
      if (wanted === undefined) throw new Error(`${self.name} sees no invoice to pay.`)
      return acts(() => standin.pay(self.id, wanted, { ...place, ...options }))
    },
    joins: (chatId, options) => acts(() => standin.join(self.id, chatId, options)),
    leaves: (chatId, options) => acts(() => standin.leave(self.id, chatId, options)),
    presses: (button, options = {}) => {
      const choice = typeof button === 'string' ? { button } : { callbackData: button.data }
      return acts(() => standin.press(self.id, { ...place, ...choice, ...options }))
    },
    copies: async (label, options = {}) => {
      const { messageId } = options
      const onShow = read().filter((message) => messageId === undefined || message.message_id === messageId)
      const copied = onShow
        .flatMap((message) => message.buttons.flat())
        .findLast((one) => one.text === label)?.copy_text
      if (copied === undefined) throw new Error(`${self.name} sees no button "${label}" that copies something.`)
      await acts(() => standin.press(self.id, { ...place, button: label, ...options }))
      return copied
    },
    clipboard: () => standin.clipboard(self.id),
    sees,
    catchesUp: () => {
      mark = standin.revision
    },
    blocks: () => acts(() => standin.block(self.id, place.botId)),
    unblocks: () => acts(() => standin.unblock(self.id, place.botId)),
    reacts: (messageId, emoji) => acts(() => standin.react(self.id, messageId, emoji, place)),
    messages: () => read(),
    botMessages: (pattern) => fromBot().filter((message) => pattern === undefined || matches(message, pattern)),
    last: () => fromBot().at(-1),
    keyboard: () => standin.messages(self.id, place).keyboard?.flat() ?? [],
    in: (chatId) => createPerson(standin, self, { ...place, chatId }),
  }
}
