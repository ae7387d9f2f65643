import { useEffect, useRef, useState } from 'preact/hooks'
import { type Command, call } from './api.ts'
import { html } from './html.ts'
import { Icon } from './icons.ts'

export interface ComposerProps {
  readonly userId: number
  readonly keyboard: readonly (readonly string[])[] | null
  onSend(text: string): void
  onKey(button: string): void
  onFile(file: File): void
}

function useCommands(userId: number, open: boolean): readonly Command[] {
  const [commands, setCommands] = useState<readonly Command[]>([])
  useEffect(() => {
    if (open)
      void call<readonly Command[]>('GET', `/control/users/${userId}/commands`).then(setCommands, () => setCommands([]))
  }, [userId, open])
  return commands
}

interface MenuProps {
  readonly commands: readonly Command[]
  onPick(command: string): void
}

function CommandMenu({ commands, onPick }: MenuProps) {
  if (commands.length === 0) return html`<div class="command-menu"><p>The bot has set no commands yet.</p></div>`
  return html`<div class="command-menu" role="menu" aria-label="Commands of the bot">
    ${commands.map(
      ({
        command,
        description,
      }) => html`<button key=${command} type="button" role="menuitem" onClick=${() => onPick(`/${command}`)}>
        <b>/${command}</b><span>${description}</span></button>`,
    )}
  </div>`
}

function ReplyKeyboard({
  rows,
  onKey,
}: {
  readonly rows: readonly (readonly string[])[]
  onKey(button: string): void
}) {
  return html`<div class="reply-keyboard" role="group" aria-label="Keyboard of the bot">
    ${rows.map((row, y) => html`<div class="reply-row" key=${y}>${row.map((text, x) => html`<button key=${x} type="button" onClick=${() => onKey(text)}>${text}</button>`)}</div>`)}
  </div>`
}

/** Where one writes: command menu, text field, attachment, and the bot's reply keyboard beneath. */
export function Composer({ userId, keyboard, onSend, onKey, onFile }: ComposerProps) {
  const [text, setText] = useState('')
  const [menu, setMenu] = useState(false)
  const [shown, setShown] = useState(true)
  const input = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const typedCommand = /^\/\w*$/.test(text)
  const commands = useCommands(userId, menu || typedCommand)
  const offered = menu
    ? commands
    : commands.filter(({ command }) => `/${command}`.startsWith(text) && `/${command}` !== text)

  const send = (value: string) => {
    setMenu(false)
    setText('')
    if (value.trim() !== '') onSend(value.trim())
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setMenu(false)
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send(text)
  }
  const pickFile = () => {
    const chosen = file.current?.files?.[0]
    if (chosen) onFile(chosen)
    if (file.current) file.current.value = ''
  }
  return html`<div class="composer">
    ${menu || (typedCommand && offered.length > 0) ? html`<${CommandMenu} commands=${offered} onPick=${send} />` : null}
    <form class="composer-row" onSubmit=${(event: Event) => {
      event.preventDefault()
      send(text)
    }}>
      <button type="button" class="round menu-button" aria-label="Commands" aria-expanded=${menu} title="Commands" onClick=${() => setMenu(!menu)}>/</button>
      <textarea ref=${input} class="field" rows="1" aria-label="Message" placeholder="Message" value=${text}
        onInput=${(event: Event) => setText(event.target instanceof HTMLTextAreaElement ? event.target.value : '')} onKeyDown=${onKeyDown}></textarea>
      ${keyboard ? html`<button type="button" class="round" aria-label="Keyboard of the bot" aria-pressed=${shown} title="Keyboard" onClick=${() => setShown(!shown)}><${Icon} name="keyboard" /></button>` : null}
      <button type="button" class="round" aria-label="Attach a file" title="Attach a file" onClick=${() => file.current?.click()}><${Icon} name="clip" /></button>
      <input ref=${file} type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" onChange=${pickFile} />
      <button type="submit" class="round send" aria-label="Send" title="Send (Enter)" disabled=${text.trim() === ''}><${Icon} name="send" /></button>
    </form>
    ${keyboard && shown ? html`<${ReplyKeyboard} rows=${keyboard} onKey=${onKey} />` : null}
  </div>`
}
