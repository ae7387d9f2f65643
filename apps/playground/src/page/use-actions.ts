import { useMemo } from 'preact/hooks'
import { type Button, call, type Message, type PressAnswer } from './api.ts'
import { toMessages } from './base64.ts'
import type { Point } from './map.tsx'
import type { Notices } from './notices.tsx'

/** What a person can do in a chat; each refusal of the server becomes a toast. */
export interface Actions {
  send(text: string): void
  /** Any other body of `POST …/messages`. */
  post(body: object): void
  sendFiles(files: readonly File[]): void
  pressKey(button: string): void
  press(message: Message, button: Button): Promise<void>
  react(message: Message, emoji: string | null): void
  /** Moves a live location; null ends it. */
  move(message: Message, to: Point | null): void
}

export function useActions(userId: number, chatId: number, { showToast, showAlert }: Notices): Actions {
  return useMemo(() => {
    const base = `/control/users/${userId}`
    const place = chatId === userId ? {} : { chat_id: chatId }
    const failed = (error: unknown) => showToast(error instanceof Error ? error.message : String(error))
    const ask = (method: string, path: string, body: object) =>
      call<unknown>(method, base + path, { ...body, ...place }).catch(failed)
    const post = (body: object) => void ask('POST', '/messages', body)
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
    return {
      send: (text) => post({ text }),
      post,
      sendFiles: (files) =>
        void toMessages(files)
          .then(async (bodies) => {
            for (const body of bodies) await ask('POST', '/messages', body)
          })
          .catch(failed),
      pressKey: (button) => void pressing({ button }),
      press: ({ message_id }, { text, callback_data }) =>
        pressing(callback_data === null ? { message_id, button: text } : { message_id, callback_data }),
      react: ({ message_id }, emoji) => void ask('POST', '/reactions', { message_id, emoji }),
      move: ({ message_id }, location) => void ask('PATCH', `/messages/${message_id}`, { location }),
    }
  }, [userId, chatId, showToast, showAlert])
}
