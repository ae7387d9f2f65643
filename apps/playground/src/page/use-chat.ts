import { useEffect, useReducer, useRef } from 'preact/hooks'
import { call, type History, type Message } from './api.ts'

export interface Chat {
  readonly loaded: boolean
  readonly messages: readonly Message[]
  /** The newest message that was there when the chat was opened. */
  readonly found: number
  readonly keyboard: History['keyboard']
  readonly shares: History['keyboard_shares']
  readonly styles: History['keyboard_styles']
}

const waitMs = 25_000
const retryMs = 1_000

const empty: Chat = { loaded: false, messages: [], found: 0, keyboard: null, shares: {}, styles: {} }

function merge(chat: Chat, history: History): Chat {
  const byId = new Map(chat.messages.map((message) => [message.message_id, message]))
  for (const message of history.messages) byId.set(message.message_id, message)
  for (const id of history.deleted) byId.delete(id)
  const messages = [...byId.values()].sort((a, b) => a.message_id - b.message_id)
  const { keyboard, keyboard_shares: shares, keyboard_styles: styles } = history
  const found = chat.loaded ? chat.found : (messages.at(-1)?.message_id ?? 0)
  return { loaded: true, messages, found, keyboard, shares, styles }
}

const pause = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, retryMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** One chat as a person sees it (with the bot, or a group when `chatId` is another), kept up to date by long polling: new messages and edits in place. */
export function useChat(userId: number, chatId: number = userId): Chat {
  const key = `${chatId}.${userId}`
  const last = useRef({ key, chat: empty })
  const [, redraw] = useReducer((count: number) => count + 1, 0)

  useEffect(() => {
    const abort = new AbortController()
    last.current = { key, chat: empty }
    redraw(undefined)
    async function follow() {
      let since: number | undefined
      while (!abort.signal.aborted) {
        const place = chatId === userId ? '' : `chat_id=${chatId}&`
        const query = since === undefined ? `?${place}` : `?${place}since=${since}&wait=${waitMs}`
        try {
          const history = await call<History>('GET', `/control/users/${userId}/chat${query}`, undefined, abort.signal)
          // A smaller revision: the stand-in was started anew, so everything is read again.
          if (since !== undefined && history.revision < since) {
            last.current = { key, chat: empty }
            since = undefined
            continue
          }
          since = history.revision
          last.current = { key, chat: merge(last.current.chat, history) }
          redraw(undefined)
        } catch {
          await pause(abort.signal)
        }
      }
    }
    void follow()
    return () => abort.abort()
  }, [userId, chatId])

  // Another chat's messages are none of this one, until its own are there.
  return last.current.key === key ? last.current.chat : empty
}
