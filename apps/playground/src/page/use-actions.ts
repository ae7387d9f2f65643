import { useMemo } from 'preact/hooks'
import { type Button, call, type Message, type PressAnswer } from './api.ts'
import type { Point } from './map.tsx'
import type { Notices } from './notices.tsx'
import { splitText } from './split-text.ts'
import type { TelegramLink } from './telegram-link.ts'
import { sortOut, toMessages } from './upload.ts'

/** What a person can do in a chat; each refusal of the server becomes a toast. */
export interface Actions {
  /** Sends as many messages as the text takes; answers what could not be sent, which is nothing when all went well. */
  send(text: string): Promise<string>
  /** Any other body of `POST …/messages`. */
  post(body: object): void
  sendFiles(files: readonly File[]): void
  pressKey(button: string): void
  press(message: Message, button: Button): Promise<void>
  react(message: Message, emoji: string | null): void
  /** Moves a live location; null ends it. */
  move(message: Message, to: Point | null): void
  /** Puts a text into the clipboard, and says so. */
  copy(text: string): void
  /** Says something for a moment. */
  tell(text: string): void
  /** Goes where a link of Telegram's own leads. */
  follow(link: TelegramLink): void
}

export function useActions(userId: number, chatId: number, { showToast, showAlert }: Notices): Omit<Actions, 'follow'> {
  return useMemo(() => {
    const base = `/control/users/${userId}`
    const place = chatId === userId ? {} : { chat_id: chatId }
    const failed = (error: unknown) => showToast(error instanceof Error ? error.message : String(error))
    const ask = (method: string, path: string, body: object) =>
      call<unknown>(method, base + path, { ...body, ...place }).catch(failed)
    const post = (body: object) => void ask('POST', '/messages', body)
    // One after the other, so that nothing comes between the parts of a long text or overtakes a file.
    let turn: Promise<unknown> = Promise.resolve()
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = turn.then(work)
      turn = done
      return done
    }
    const sendParts = async (parts: readonly string[]): Promise<string> => {
      for (const [sent, text] of parts.entries()) {
        try {
          await call<unknown>('POST', `${base}/messages`, { text, ...place })
        } catch (error) {
          failed(error)
          return parts.slice(sent).join('\n')
        }
      }
      return ''
    }
    const sendAll = async (files: readonly File[]): Promise<void> => {
      const { sendable, refusals } = sortOut(files)
      for await (const body of toMessages(sendable)) await ask('POST', '/messages', body)
      if (refusals.length > 0) showToast(refusals.join(' '))
    }
    const pressing = async (body: object) => {
      try {
        const answer = await call<PressAnswer>('POST', `${base}/presses`, { ...body, ...place })
        if (answer.text && answer.show_alert) showAlert(answer.text)
        else if (answer.text || answer.url) showToast(answer.text ?? 'The bot wants to open a page.', answer.url)
        else if (!answer.answered) showToast('The bot did not answer.')
      } catch (error) {
        failed(error)
      }
    }
    const copy = async (text: string) => {
      // Without a secure address, browsers have no clipboard.
      const done = await navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      )
      showToast(done ? 'Copied.' : `Your browser does not let this page copy: ${text}`)
    }
    return {
      copy: (text) => void copy(text),
      tell: (text) => showToast(text),
      send: (text) => inTurn(() => sendParts(splitText(text))),
      post,
      sendFiles: (files) => void inTurn(() => sendAll(files).catch(failed)),
      pressKey: (button) => void pressing({ button }),
      press: ({ message_id }, { text, callback_data }) =>
        pressing(callback_data === null ? { message_id, button: text } : { message_id, callback_data }),
      react: ({ message_id }, emoji) => void ask('POST', '/reactions', { message_id, emoji }),
      move: ({ message_id }, location) => void ask('PATCH', `/messages/${message_id}`, { location }),
    }
  }, [userId, chatId, showToast, showAlert])
}
