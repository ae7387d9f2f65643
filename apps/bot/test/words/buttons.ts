/** Keys of texts that stand on buttons, by their names. */
const onButtons =
  /-button-|^core-form-(?:back|skip|next|clear|cancel|edit|send|resume|restart|share-location|share-contact)$|^core-(?:home-(?:help|settings|support)|page-(?:next|previous)|pending-(?:approve|reject)|queue-open|language-(?:en|ru)|answer-send|delete-(?:confirm|decline)|support-close-yes|zone-place-(?!example)\w+)$|-revoke-yes$|^(?:marketplace|voucher-tracker)-home$|^marketplace-home-(?!venue$|counter$)|-(?:keep|kind)-\w+$|-start-answer-now$/

export const isButton = (key: string): boolean => onButtons.test(key)

/** Values as people have them; names are cut where they are put in, others are never longer. */
const values: Readonly<Record<string, string>> = {
  name: 'Пекарня',
  title: 'Пакет',
  venue: 'Пекарня',
  label: 'Описание',
  city: 'Берлин',
  price: '4,50 €',
  total: '13,50 €',
  id: 'P123',
  amount: '2 × Пакет',
  quantity: '12',
  count: '12',
  limit: '5',
  km: '10',
  n: '7',
  role: 'модератор',
  permission: 'на выдаче',
  state: 'одобрено',
  hint: 'bz_4f2a',
  allergen: 'ракообразные',
  scope: 'stock',
  search: '10 км, до 4,50 €',
}

/** The label with values in it. */
export const filled = (label: string): string =>
  label.replaceAll(/\{ \$(\w+) \}/g, (_, name: string) => values[name] ?? 'значение')

/** A label without the sign before it. */
export const wordsOf = (label: string): string =>
  label.replace(/^[^\p{L}\p{N}{]+/u, '').replace(/[^\p{L}\p{N}}.…)]+$/u, '')

const pattern = (label: string): RegExp =>
  new RegExp(
    `^${label
      .split(/\{ \$\w+ \}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
    'u',
  )

/** Quotations of buttons that are not what stands on the button. */
export function misquoted(text: string, labels: readonly string[]): readonly string[] {
  const patterns = labels.map(pattern)
  const bare = new Set(labels.map(wordsOf))
  return [...text.matchAll(/(\S*)\s*[“«]([^”»{]+)[”»]/gu)]
    .filter(([, before = '', quoted = '']) => {
      const isPressed =
        /^(?:press|нажмите|кнопк[аиу]|кнопку)$/iu.test(before) || /^\p{Extended_Pictographic}/u.test(quoted)
      return (isPressed || bare.has(quoted)) && !patterns.some((label) => label.test(quoted))
    })
    .map(([, , quoted = '']) => quoted)
}

/** How long a button may be beside how many others, values included. */
export const longest: Readonly<Record<number, number>> = { 1: 32, 2: 20, 3: 11 }

/** In signs and letters; what only asks for the coloured form of a sign is none. */
export const lengthOf = (label: string): number => [...label.replaceAll('\uFE0F', '')].length

/** Buttons of a keyboard that are cut off on a phone. */
export const tooLong = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.flatMap((row) => row.filter((label) => lengthOf(label) > (longest[row.length] ?? 8)))
