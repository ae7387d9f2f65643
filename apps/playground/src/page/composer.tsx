import { useEffect, useRef, useState } from 'preact/hooks'
import { type ButtonStyle, type Command, call } from './api.ts'
import { AttachMenu } from './attach-menu.tsx'
import { putBack, setDraft, useDraft } from './drafts.ts'
import { Icon } from './icons.tsx'
import type { Actions } from './use-actions.ts'
import { useEscape } from './use-escape.ts'

export interface ComposerProps {
  readonly userId: number
  readonly chatId: number
  /** Without it there are no commands. */
  readonly hasBot: boolean
  readonly keyboard: readonly (readonly string[])[] | null
  /** What its buttons share, by their text. */
  readonly shares: Readonly<Record<string, 'contact' | 'location'>>
  /** Their colours, likewise. */
  readonly styles: Readonly<Record<string, ButtonStyle>>
  readonly actions: Actions
}

function useCommands({ userId, chatId }: ComposerProps, open: boolean): readonly Command[] {
  const [commands, setCommands] = useState<readonly Command[]>([])
  useEffect(() => {
    const place = chatId === userId ? '' : `?chat_id=${chatId}`
    const path = `/control/users/${userId}/commands${place}`
    if (open) void call<readonly Command[]>('GET', path).then(setCommands, () => setCommands([]))
  }, [userId, chatId, open])
  return commands
}

interface MenuProps {
  readonly commands: readonly Command[]
  onPick(command: string): void
}

function CommandMenu({ commands, onPick }: MenuProps) {
  if (commands.length === 0)
    return (
      <div class="command-menu">
        <p>The bot has set no commands yet.</p>
      </div>
    )
  return (
    <fieldset class="command-menu" aria-label="Commands of the bot">
      {commands.map(({ command, description }) => (
        <button key={command} type="button" onClick={() => onPick(`/${command}`)}>
          <b>/{command}</b>
          <span>{description}</span>
        </button>
      ))}
    </fieldset>
  )
}

interface KeyboardProps {
  readonly rows: readonly (readonly string[])[]
  readonly shares: ComposerProps['shares']
  readonly styles: ComposerProps['styles']
  onKey(button: string): void
}

const shareSigns = {
  contact: { icon: 'phone', words: 'shares your number' },
  location: { icon: 'pin', words: 'shares your location' },
} as const

function ReplyKeyboard({ rows, shares, styles, onKey }: KeyboardProps) {
  return (
    <fieldset class="reply-keyboard" aria-label="Keyboard of the bot">
      {rows.map((row, y) => (
        <div class="reply-row" key={y}>
          {row.map((text, x) => {
            const share = shares[text]
            return (
              <button key={x} type="button" class={styles[text] ?? ''} onClick={() => onKey(text)}>
                <span>{text}</span>
                {share ? (
                  <small>
                    <Icon name={shareSigns[share].icon} />
                    {shareSigns[share].words}
                  </small>
                ) : null}
              </button>
            )
          })}
        </div>
      ))}
    </fieldset>
  )
}

/** There the focus would bring up a keyboard that covers half of the chat. */
const touch = matchMedia('(pointer: coarse)')

/** Where one writes: command menu, text field, attachment, and the bot's reply keyboard beneath. */
export function Composer(props: ComposerProps) {
  const { userId, chatId, hasBot, keyboard, shares, styles, actions } = props
  const draft = `${chatId}.${userId}`
  const text = useDraft(draft)
  const [menu, setMenu] = useState(false)
  const [shown, setShown] = useState(true)
  const input = useRef<HTMLTextAreaElement>(null)
  const typedCommand = hasBot && /^\/\w*$/.test(text)
  const commands = useCommands(props, menu || typedCommand)
  const offered = menu
    ? commands
    : commands.filter(({ command }) => `/${command}`.startsWith(text) && `/${command}` !== text)

  const submit = () => {
    setMenu(false)
    setDraft(draft, '')
    void actions.send(text).then((unsent) => putBack(draft, unsent))
    input.current?.focus()
  }
  const pick = (command: string) => {
    setMenu(false)
    if (typedCommand) setDraft(draft, '')
    void actions.send(command)
    input.current?.focus()
  }
  useEscape(menu, () => setMenu(false))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <div class="composer">
      {menu || (typedCommand && offered.length > 0) ? <CommandMenu commands={offered} onPick={pick} /> : null}
      <form
        class="composer-row"
        onSubmit={(event: Event) => {
          event.preventDefault()
          submit()
        }}
      >
        {hasBot ? (
          <button
            type="button"
            class="round menu-button"
            aria-label="Commands"
            aria-expanded={menu}
            title="Commands"
            onClick={() => setMenu(!menu)}
          >
            /
          </button>
        ) : null}
        <textarea
          ref={input}
          class="field"
          rows={1}
          aria-label="Message"
          data-home={touch.matches ? undefined : ''}
          placeholder="Message"
          value={text}
          onInput={(event: Event) => {
            if (event.target instanceof HTMLTextAreaElement) setDraft(draft, event.target.value)
          }}
          onKeyDown={onKeyDown}
        ></textarea>
        {keyboard ? (
          <button
            type="button"
            class="round"
            aria-label="Keyboard of the bot"
            aria-pressed={shown}
            title="Keyboard"
            onClick={() => setShown(!shown)}
          >
            <Icon name="keyboard" />
          </button>
        ) : null}
        <AttachMenu actions={actions} />
        <button type="submit" class="round send" aria-label="Send" title="Send (Enter)" disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </form>
      {keyboard && shown ? (
        <ReplyKeyboard rows={keyboard} shares={shares} styles={styles} onKey={actions.pressKey} />
      ) : null}
    </div>
  )
}
