import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { shopOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import { rotated, viewButton } from './channel.callbacks.ts'
import type { EndpointView, ShopView } from './endpoints.ts'

const instant = (at: Date): TextParam => ({ time: at.toISOString(), style: 'datetime' })
const pageButton = (shop: bigint) => viewButton('back', shop, 'page')
const line = (name: string, params: Readonly<Record<string, TextParam>> = {}) => key(`webhook-line-${name}`, params)

/** Lines of their own, where there are any. */
const below = (lines: readonly TextSpec[]): TextParam =>
  lines.length > 0 ? { text: key('webhook-below', { lines: { lines } }) } : ''

/** Why a request did not get through, in words. */
function reasonOf(failure: string): TextParam {
  const text: TextSpec = /^3\d\d$/.test(failure)
    ? key('webhook-why-redirect')
    : /^\d+$/.test(failure)
      ? key('webhook-why-status', { status: failure })
      : key(`webhook-why-${failure}`)
  return { text }
}

const hostParam = ({ host }: EndpointView): TextParam => host ?? { text: key('webhook-host-unknown') }

/** How it goes, a line each. */
function statusLines({
  failure,
  failingSince,
  waiting,
  overlapUntil,
  secretsShown,
}: EndpointView): readonly TextSpec[] {
  return [
    ...(failure === undefined ? [] : failingLine(failure, failingSince)),
    ...(waiting > 0 ? [line('waiting', { count: waiting })] : []),
    ...(overlapUntil ? [line('overlap', { until: instant(overlapUntil) })] : []),
    ...(secretsShown > 0 ? [] : [line('no-secret')]),
  ]
}

const failingLine = (failure: string, since: Date | undefined): readonly TextSpec[] => [
  since
    ? line('failing', { since: instant(since), why: reasonOf(failure) })
    : line('last-try', { why: reasonOf(failure) }),
]

/** The address and how it goes. */
export function pageScreen({ id, name, endpoint }: ShopView): MessageContent {
  const foot = [{ text: key('webhook-button-shop'), data: shopOpened.pack({ shop: id }) }, homeButton]
  if (!endpoint) {
    const add = primary(viewButton('add', id, 'address'))
    return { text: key('webhook-none-yet', { shop: name }), keyboard: [[add], foot] }
  }
  if (endpoint.state === 'dead') return deadPage({ id, name }, endpoint, foot)
  const first =
    endpoint.secretsShown > 0
      ? [[primary(viewButton('test', id, 'test'))], [viewButton('rotate', id, 'rotate')]]
      : [[primary(viewButton('secret', id, 'secret'))], [viewButton('test', id, 'test')]]
  return {
    text: key('webhook-on', {
      ...{ shop: name, host: hostParam(endpoint), since: instant(endpoint.createdAt) },
      lines: below(statusLines(endpoint)),
    }),
    keyboard: [...first, [viewButton('change', id, 'address')], [danger(viewButton('remove', id, 'remove'))], foot],
  }
}

function deadPage(
  { id, name }: Pick<ShopView, 'id' | 'name'>,
  endpoint: EndpointView,
  foot: readonly ButtonSpec[],
): MessageContent {
  return {
    text: key('webhook-dead', {
      ...{ shop: name, host: hostParam(endpoint), why: reasonOf(endpoint.failure ?? 'network') },
      lines: below(endpoint.waiting > 0 ? [line('waiting', { count: endpoint.waiting })] : []),
    }),
    keyboard: [
      [success(viewButton('on', id, 'on'))],
      [viewButton('change', id, 'address')],
      [danger(viewButton('remove', id, 'remove'))],
      foot,
    ],
  }
}

/** What the owner is told when an address is given up. */
export const deadScreen = (shop: { readonly id: bigint; readonly name: string }, failure: string): MessageContent => ({
  text: key('webhook-died', { shop: shop.name, why: reasonOf(failure) }),
  keyboard: [[success(viewButton('on', shop.id, 'on'))], [viewButton('open', shop.id, 'page'), homeButton]],
})

/** The only place where a secret stands: no outbox and no stored result ever holds it. */
export const secretScreen = (shop: bigint, secret: string, kind: 'first' | 'next'): MessageContent => ({
  text: key(`webhook-secret-${kind}`, { secret }),
  keyboard: [[primary({ text: key('webhook-button-copy'), copy: secret })], [pageButton(shop), homeButton]],
})

export function rotateScreen({ id, name }: ShopView, { secretsShown, overlapUntil }: EndpointView): MessageContent {
  const data = rotated.pack({ shop: id, secret: secretsShown })
  return {
    text: key('webhook-rotate-ask', {
      shop: name,
      lines: below(overlapUntil ? [key('webhook-rotate-overlap', { until: instant(overlapUntil) })] : []),
    }),
    keyboard: [[danger({ text: key('webhook-button-rotate-yes'), data })], [pageButton(id), homeButton]],
  }
}

export function removeScreen({ id, name, endpoint }: ShopView, data: string): MessageContent {
  return {
    text: key('webhook-remove-ask', { shop: name, count: endpoint?.waiting ?? 0 }),
    keyboard: [[danger({ text: key('webhook-button-remove-yes'), data })], [pageButton(id), homeButton]],
  }
}

export type TestResult = 'delivered' | 'waiting' | { readonly failure: string }

export function testScreen(shop: bigint, result: TestResult): MessageContent {
  const text =
    typeof result === 'string'
      ? key(`webhook-test-${result}`)
      : key('webhook-test-refused', { why: reasonOf(result.failure) })
  return { text, keyboard: [[primary(viewButton('test-again', shop, 'test'))], [pageButton(shop), homeButton]] }
}
