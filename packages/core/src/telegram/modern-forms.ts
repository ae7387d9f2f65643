/** What not every server of the Bot API knows, and what each of our calls can do without. */
export const modernForms = ['style', 'copy_text', 'disabled', 'date_time', 'expandable_blockquote', 'effect'] as const
export type ModernForm = (typeof modernForms)[number]

interface FormRules {
  /** The words in which servers refuse it. What is only wrong in it (too long, of no format) is a mistake of ours and none of these. */
  readonly refusal: RegExp
  isUsedIn(payload: object): boolean
  /** The fields of the payload that are other ones without it. What it says, the words beside it say too. */
  without(payload: object): object
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isRows = (value: unknown): value is readonly (readonly unknown[])[] =>
  Array.isArray(value) && value.every((row) => Array.isArray(row))
const fieldOf = (payload: object, name: string): unknown => Reflect.get(payload, name)

const keyboards = ['inline_keyboard', 'keyboard'] as const

/** `change` gives a button, or nothing in its place; a row that is left empty goes. */
function withButtons(payload: object, change: (button: Fields) => Fields | undefined): object {
  const markup = fieldOf(payload, 'reply_markup')
  if (!isFields(markup)) return {}
  const rowsOf = (rows: readonly (readonly unknown[])[]) =>
    rows
      .map((row) => row.flatMap((button) => (isFields(button) ? (change(button) ?? []) : [button])))
      .filter((row) => row.length > 0)
  const changed = keyboards.flatMap((name) => {
    const rows = markup[name]
    return isRows(rows) ? [[name, rowsOf(rows)] as const] : []
  })
  return { reply_markup: { ...markup, ...Object.fromEntries(changed) } }
}

function someButton(payload: object, test: (button: Fields) => boolean): boolean {
  const markup = fieldOf(payload, 'reply_markup')
  if (!isFields(markup)) return false
  return keyboards.some((name) => {
    const rows = markup[name]
    return isRows(rows) && rows.some((row) => row.some((button) => isFields(button) && test(button)))
  })
}

const isButtonLess = /Text buttons are unallowed|BUTTON_TYPE_INVALID/i

/** A button that would do nothing: it goes. */
const buttonOf = (name: 'copy_text' | 'disabled'): FormRules => ({
  refusal: new RegExp(`${isButtonLess.source}|field "${name}"`, 'i'),
  isUsedIn: (payload) => someButton(payload, (button) => button[name] !== undefined),
  without: (payload) => withButtons(payload, (button) => (button[name] === undefined ? button : undefined)),
})

/** A text or caption, and those of the media that it comes with. */
const partsOf = (payload: object): readonly object[] => {
  const media = fieldOf(payload, 'media')
  if (Array.isArray(media)) return [payload, ...media.filter(isFields)]
  return isFields(media) ? [payload, media] : [payload]
}

interface Words {
  /** In a text that is formatted as HTML, which is how we format all of ours. */
  readonly html: RegExp
  readonly change: (html: string) => string
  /** As an entity: what stands in its place, or nothing. */
  readonly entity: { readonly type: string; readonly becomes?: string }
}

function changedWords(part: Fields, { html, change, entity }: Words): Fields {
  const isHtml = String(part.parse_mode).toLowerCase() === 'html'
  const words = ['text', 'caption'].flatMap((name) => {
    const text = part[name]
    return isHtml && typeof text === 'string' && html.test(text) ? [[name, change(text)] as const] : []
  })
  const entities = ['entities', 'caption_entities'].flatMap((name) => {
    const list = part[name]
    if (!Array.isArray(list) || !list.some((one) => isFields(one) && one.type === entity.type)) return []
    const isOther = (one: unknown) => !isFields(one) || one.type !== entity.type
    const { becomes } = entity
    if (becomes === undefined) return [[name, list.filter(isOther)] as const]
    return [[name, list.map((one) => (isOther(one) ? one : { ...one, type: becomes }))] as const]
  })
  return Object.fromEntries([...words, ...entities])
}

const wordsOf = (refusal: RegExp, words: Words): FormRules => ({
  refusal,
  isUsedIn: (payload) => partsOf(payload).some((part) => Object.keys(changedWords({ ...part }, words)).length > 0),
  without(payload) {
    const { media, ...own } = { media: fieldOf(payload, 'media'), ...changedWords({ ...payload }, words) }
    const inMedia = (one: unknown) => (isFields(one) ? { ...one, ...changedWords(one, words) } : one)
    if (Array.isArray(media)) return { ...own, media: media.map(inMedia) }
    return isFields(media) ? { ...own, media: inMedia(media) } : own
  },
})

export const rulesOf: Readonly<Record<ModernForm, FormRules>> = {
  style: {
    refusal: /button[ _]style|field "style"/i,
    isUsedIn: (payload) => someButton(payload, ({ style }) => style !== undefined),
    without: (payload) => withButtons(payload, ({ style: _, ...button }) => button),
  },
  copy_text: buttonOf('copy_text'),
  disabled: buttonOf('disabled'),
  date_time: wordsOf(/tag "tg-time"|Unsupported type specified/i, {
    html: /<tg-time[\s>]/,
    change: (html) => html.replace(/<\/?tg-time(?:\s[^>]*)?>/g, ''),
    entity: { type: 'date_time' },
  }),
  expandable_blockquote: wordsOf(/"expandable"|Unsupported type specified/i, {
    html: /<blockquote expandable>/,
    change: (html) => html.replaceAll('<blockquote expandable>', '<blockquote>'),
    entity: { type: 'expandable_blockquote', becomes: 'blockquote' },
  }),
  effect: {
    refusal: /EFFECT_ID_INVALID|message effects?\b/i,
    isUsedIn: (payload) => fieldOf(payload, 'message_effect_id') !== undefined,
    without: () => ({ message_effect_id: undefined }),
  },
}
