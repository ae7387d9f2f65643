import { type AnyCallback, type BotContext, type Command, onCallback } from '../bot/index.ts'
import type { TextParam, TextSpec } from '../i18n/index.ts'
import type { KeyboardSpec } from '../notifications/index.ts'
import {
  danger,
  menuButton,
  type PrivacyScreen,
  privacyButton,
  privacyPressed,
  settingButton,
} from '../screens/index.ts'
import { keptKey } from './check-data.ts'
import { askDelete, type DeleteDeps, deleteCallbacks } from './delete.ts'
import { type ExportDeps, sendExport } from './export.ts'
import { type OwnedData, ownersOf } from './types.ts'

/** What the operator of this bot wrote into its variables. */
export interface Operator {
  readonly contact: string | undefined
  readonly privacyUrl: string | undefined
  readonly termsUrl: string | undefined
}

export interface PrivacyScreenDeps extends DeleteDeps, ExportDeps {
  readonly operator: Operator
}

/** `/privacy /terms /export /delete`. */
export function privacyCommands(deps: PrivacyScreenDeps): readonly Command[] {
  const names = ['privacy', 'terms', 'export', 'delete'] as const
  return names.map((name) => ({ name, audience: 'everyone', run: (ctx) => open(deps, ctx, name) }))
}

export function privacyCallbacks(deps: PrivacyScreenDeps): readonly AnyCallback[] {
  return [onCallback(privacyPressed, (ctx, { what }) => open(deps, ctx, what)), ...deleteCallbacks(deps)]
}

async function open(deps: PrivacyScreenDeps, ctx: BotContext, what: PrivacyScreen): Promise<void> {
  const { operator } = deps
  if (what === 'export') await sendExport(deps, ctx)
  else if (what === 'delete') await askDelete(deps, ctx)
  else if (what === 'terms')
    await ctx.show(
      { key: 'core-terms', params: { operator: operatorText(operator) } },
      { keyboard: [...link(operator.termsUrl, 'core-terms-more'), [privacyButton('privacy'), menuButton]] },
    )
  else if (what === 'kept') await ctx.show(keptText(deps), { keyboard: [[privacyButton('privacy'), menuButton]] })
  else
    await ctx.show(privacyText(deps), {
      keyboard: [
        ...link(operator.privacyUrl, 'core-privacy-more'),
        [privacyButton('kept')],
        [privacyButton('export'), danger(privacyButton('delete'))],
        [privacyButton('terms'), settingButton('settings')],
        [menuButton],
      ],
    })
}

/** Derived from what the features declare, so that it says what the program does. */
function privacyText({ declarations: { all: data }, textKeys, operator }: PrivacyScreenDeps): TextSpec {
  const stored = ownersOf(data)
    .map((owner) => `${owner}-privacy`)
    .filter((key) => textKeys.has(key))
  return {
    key: 'core-privacy-card',
    params: { stored: lines(stored.map((key) => ({ key }))), operator: operatorText(operator) },
  }
}

/** A screen of its own: with all features it would be more than one message holds. */
const keptText = ({ declarations: { all: data } }: PrivacyScreenDeps): TextSpec => ({
  key: 'core-kept-card',
  params: { kept: lines(data.flatMap(keptTexts)) },
})

function keptTexts({ id: owner, part: { retention = [] } }: OwnedData): TextSpec[] {
  return retention
    .filter(({ personal }) => personal)
    .map(({ id, keepMs }) => ({ key: keptKey(owner, id), params: { time: { duration: keepMs / 1000 } } }))
}

const lines = (texts: readonly TextSpec[]): TextParam => ({
  lines: texts.map((text) => ({ key: 'core-privacy-line', params: { text: { text } } })),
})

const operatorText = ({ contact }: Operator): TextParam => ({
  text: contact === undefined ? { key: 'core-operator-unknown' } : { key: 'core-operator', params: { contact } },
})

const link = (url: string | undefined, key: string): KeyboardSpec =>
  url === undefined ? [] : [[{ text: { key }, url }]]
