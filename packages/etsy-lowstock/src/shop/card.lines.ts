import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { key } from '../text.ts'
import type { ShopState, ShopView } from './shops.service.ts'

/** How often a shop is looked at now, and why not more often. */
export interface Pace {
  readonly seconds: number
  /** Rarer than the operator would like: Etsy's calls have to last all day. */
  readonly isStretched: boolean
  /** How many shops share them. */
  readonly shops: number
}

const instant = (date: Date, style: 'datetime' | 'relative'): TextParam => ({ time: date.toISOString(), style })

function stateText(state: ShopState): TextSpec {
  if (state.kind === 'expiring') return key('shop-state-expiring', { days: state.days })
  if (state.kind === 'disconnected') return key('shop-state-disconnected', { since: instant(state.since, 'datetime') })
  return key(`shop-state-${state.kind}`)
}

/** Nothing was counted yet. */
const isUnread = ({ lookedAt }: ShopView): boolean => lookedAt === undefined

function paceText({ seconds, isStretched, shops }: Pace): TextSpec {
  const interval = { duration: seconds }
  return isStretched ? key('shop-pace-shared', { interval, shops }) : key('shop-pace', { interval })
}

const countsText = ({ onSale, low, soldOut }: ShopView): TextSpec => key('shop-counts', { onSale, low, soldOut })

const failingText = ({ failingSince, state }: ShopView): readonly TextSpec[] =>
  failingSince && state.kind !== 'disconnected'
    ? [key('shop-failing', { since: instant(failingSince, 'datetime') })]
    : []

const pausedText = ({ isPausedHere }: ShopView): readonly TextSpec[] => (isPausedHere ? [key('shop-paused-here')] : [])

/** What the card says, line by line. In a group it says nothing of who else reads the alerts. */
export function cardLines(view: ShopView, pace: Pace, isPrivate: boolean): readonly TextSpec[] {
  const { url, state, lookedAt, threshold, chats } = view
  return [
    key('shop-url', { url }),
    stateText(state),
    ...failingText(view),
    ...pausedText(view),
    ...(isUnread(view) ? [] : [countsText(view)]),
    ...(lookedAt ? [key('shop-looked', { at: instant(lookedAt, 'relative') })] : []),
    ...(state.kind !== 'disconnected' ? [paceText(pace)] : []),
    key('shop-threshold', { threshold: { text: key(`threshold-${threshold.by}`, { value: threshold.value }) } }),
    ...(isPrivate ? [view.isMine ? key('shop-chats', { chats }) : key('shop-not-mine')] : []),
  ]
}

/** The only shop of a list. */
function shopLine(view: ShopView): TextSpec {
  const { name: shop, state } = view
  const lines = [
    ...(isWell(view) ? [] : [stateText(state)]),
    ...failingText(view),
    ...pausedText(view),
    ...(isUnread(view) ? [] : [countsText(view)]),
    ...(view.lookedAt ? [key('shop-looked', { at: instant(view.lookedAt, 'relative') })] : []),
  ]
  return key('shop-line', { shop, lines: { lines } })
}

/** Connected, and looked at before. */
const isWell = (view: ShopView): boolean =>
  (view.state.kind === 'linking' || view.state.kind === 'active') && !isUnread(view)

/** A shop among others: what is wrong with it, else what it has. */
function briefLine(view: ShopView): TextSpec {
  const { name: shop, state, onSale, low, soldOut } = view
  const wrong = [...(isWell(view) ? [] : [stateText(state)]), ...failingText(view), ...pausedText(view)]
  const lines = wrong.length > 0 ? wrong : [key('shop-counts-brief', { onSale, low, soldOut })]
  return key('shop-line', { shop, lines: { lines } })
}

/** Each in a line or two where there are several. */
export const linesOf = (views: readonly ShopView[]): readonly TextSpec[] =>
  views.map(views.length > 1 ? briefLine : shopLine)
