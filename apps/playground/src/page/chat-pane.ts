import { useCallback, useEffect } from 'preact/hooks'
import { type Button, call, type Message, type Person, type PressAnswer } from './api.ts'
import { Avatar } from './avatar.ts'
import { ChatLog } from './chat-log.ts'
import { Composer } from './composer.ts'
import { nameOf } from './format.ts'
import { type Children, html } from './html.ts'
import { Icon } from './icons.ts'
import { Alert, type Notices, Toast, useNotices } from './notices.ts'
import { useChat } from './use-chat.ts'

export interface ChatPaneProps {
  readonly person: Person
  /** Buttons at the right end of the header. */
  readonly actions: Children
  onBack(): void
  onRead(person: Person): void
}

const typingText: Readonly<Record<string, string>> = {
  upload_photo: 'sending a photo…',
  upload_document: 'sending a file…',
  find_location: 'finding a place…',
}

async function toBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In slices: a whole photo as arguments would overflow the stack.
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(binary)
}

/** What a person can do; each refusal of the server becomes a toast. */
function useActions(userId: number, { showToast, showAlert }: Notices) {
  const base = `/control/users/${userId}`
  const failed = useCallback(
    (error: unknown) => showToast(error instanceof Error ? error.message : String(error)),
    [showToast],
  )
  const send = useCallback(
    (text: string) => void call('POST', `${base}/messages`, { text }).catch(failed),
    [base, failed],
  )
  const sendFile = useCallback(
    (file: File) => {
      const kind = /^image\/(jpeg|png|webp)$/.test(file.type) ? 'photo' : 'document'
      void toBase64(file)
        .then((base64) => call('POST', `${base}/messages`, { [kind]: { base64, filename: file.name } }))
        .catch(failed)
    },
    [base, failed],
  )
  const press = useCallback(
    async (body: object) => {
      try {
        const answer = await call<PressAnswer>('POST', `${base}/presses`, body)
        if (answer.text && answer.show_alert) showAlert(answer.text)
        else if (answer.text || answer.url) showToast(answer.text ?? 'The bot wants to open a page.', answer.url)
      } catch (error) {
        failed(error)
      }
    },
    [base, failed, showAlert, showToast],
  )
  const pressInline = useCallback(
    (message: Message, button: Button) =>
      press(
        button.callback_data === null
          ? { message_id: message.message_id, button: button.text }
          : { message_id: message.message_id, callback_data: button.callback_data },
      ),
    [press],
  )
  return { send, sendFile, press, pressInline }
}

function Header({ person, actions, onBack }: Pick<ChatPaneProps, 'person' | 'actions' | 'onBack'>) {
  const typing = person.typing ? (typingText[person.typing] ?? 'typing…') : undefined
  const about = [
    person.username ? `@${person.username}` : null,
    person.language_code,
    person.admin ? 'owner' : null,
    `id ${person.id}`,
  ]
  return html`<header class="chat-header">
    <button type="button" class="round back" aria-label="Back to people" onClick=${onBack}><${Icon} name="back" /></button>
    <${Avatar} id=${person.id} name=${nameOf(person)} />
    <div class="chat-title">
      <h2>${nameOf(person)}</h2>
      <p>${typing ? html`<span class="is-typing">bot is ${typing}</span>` : about.filter(Boolean).join(' · ')}</p>
    </div>
    ${actions}
  </header>`
}

/** One person's chat with the bot, complete in itself so that two can stand side by side. */
export function ChatPane({ person, actions, onBack, onRead }: ChatPaneProps) {
  const chat = useChat(person.id)
  const notices = useNotices()
  const { send, sendFile, press, pressInline } = useActions(person.id, notices)
  useEffect(() => onRead(person))
  const unblock = () => void call('POST', `/control/users/${person.id}/unblock`)
  return html`<section class="chat" aria-label=${`Chat of ${nameOf(person)} with the bot`}>
    <${Header} person=${person} actions=${actions} onBack=${onBack} />
    <${ChatLog} chat=${chat} typing=${person.typing !== null} onPress=${pressInline} onCommand=${send} onStart=${() => send('/start')} />
    <${Toast} toast=${notices.toast} />
    ${
      person.blocked
        ? html`<button type="button" class="unblock" onClick=${unblock}>${person.first_name} has blocked the bot. Unblock</button>`
        : html`<${Composer} key=${person.id} userId=${person.id} keyboard=${chat.keyboard} onSend=${send} onFile=${sendFile}
            onKey=${(button: string) => void press({ button })} />`
    }
    <${Alert} text=${notices.alert} onClose=${notices.closeAlert} />
  </section>`
}
