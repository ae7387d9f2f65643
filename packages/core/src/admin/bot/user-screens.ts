import type { TextParam, TextSpec } from '../../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { danger, homeButton, success } from '../../screens/index.ts'
import { type Role, roles } from '../../users/index.ts'
import type { FoundPerson, PersonCard } from '../index.ts'
import { backButton, button, pressed } from './buttons.ts'

/** More are not shown: the search should say more. */
export const shownAtOnce = 8

/** What the viewer may see of a person, and do. */
export interface CardRights {
  readonly details: boolean
  readonly roles: boolean
}

const text = (name: string, params: Readonly<Record<string, TextParam>> = {}): TextParam => ({
  text: { key: name, params },
})

function nameOf({ firstName, lastName, username }: Omit<FoundPerson, 'id'>): string {
  return [firstName, lastName ?? '', username === null ? '' : `@${username}`].filter((part) => part !== '').join(' ')
}

export const roleText = (role: Role): TextParam => text(`core-role-${role}`)

/** @param status what the features say about the person; only for viewers with the right to details */
export function cardScreen(card: PersonCard, rights: CardRights, status: readonly TextSpec[]): MessageContent {
  const { person, lastName, source, firstSeenAt } = card
  const lines: TextSpec[] = [
    { key: 'core-user-reachability', params: { state: text(`core-user-${person.reachability.replace('_', '-')}`) } },
    person.roles.length === 0
      ? { key: 'core-user-roles-none' }
      : { key: 'core-user-roles', params: { roles: { lines: person.roles.map((role) => roleLine(card, role)) } } },
    ...(rights.details
      ? [
          { key: 'core-user-language', params: { language: text(`core-language-${person.locale}`) } },
          source === null ? { key: 'core-user-source-none' } : { key: 'core-user-source', params: { source } },
          {
            key: 'core-user-first-seen',
            params: { at: { time: firstSeenAt.toISOString(), style: 'datetime' as const } },
          },
          ...status,
        ]
      : []),
  ]
  const name = nameOf({ firstName: person.firstName, lastName, username: person.username })
  return {
    text: { key: 'core-user-card', params: { name, id: String(person.id), lines: { lines } } },
    keyboard: [
      ...(rights.roles ? roles.map((role) => [roleButton(card, role)]) : []),
      [button('refresh', pressed.user.pack({ id: person.id })), backButton, homeButton],
    ],
  }
}

const isFixed = ({ isFixedOwner }: PersonCard, role: Role): boolean => isFixedOwner && role === 'owner'

const roleLine = (card: PersonCard, role: Role): TextSpec => ({
  key: isFixed(card, role) ? 'core-user-role-fixed' : 'core-user-role',
  params: { role: roleText(role) },
})

function roleButton({ person }: PersonCard, role: Role): ButtonSpec {
  const verb = person.roles.includes(role) ? 'revoke' : 'grant'
  const ask = button(`${verb}-role`, pressed.askRole.pack({ user: person.id, role, verb }), { role: roleText(role) })
  return verb === 'revoke' ? danger(ask) : ask
}

/** The card before a change: what it means, and that nothing has happened yet. */
export function confirmRoleScreen(
  { person, lastName }: PersonCard,
  { role, verb, version }: { readonly role: Role; readonly verb: 'grant' | 'revoke'; readonly version: bigint },
): MessageContent {
  const name = nameOf({ firstName: person.firstName, lastName, username: person.username })
  const emphasis = verb === 'revoke' ? danger : success
  const yes = emphasis(button(`${verb}-yes`, pressed.changeRole.pack({ user: person.id, role, verb, version })))
  return {
    text: {
      key: `core-role-ask-${verb}`,
      params: { name, id: String(person.id), role: roleText(role), means: text(`core-role-means-${role}`) },
    },
    keyboard: [[yes, button('no', pressed.user.pack({ id: person.id }))], [homeButton]],
  }
}

export function foundScreen(found: readonly FoundPerson[]): MessageContent {
  const shown = found.slice(0, shownAtOnce)
  return {
    text: {
      key: found.length > shown.length ? 'core-user-found-more' : 'core-user-found',
      params: { count: shown.length },
    },
    keyboard: [
      ...shown.map(({ id, ...names }) => [
        button('person', pressed.user.pack({ id }), { name: nameOf(names), id: String(id) }),
      ]),
      [backButton, homeButton],
    ],
  }
}

export const findScreen: MessageContent = {
  text: { key: 'core-user-usage' },
  keyboard: [[backButton, homeButton]],
}
