import { AppError } from '../../errors/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { homeButton } from '../../screens/index.ts'
import type { Users } from '../../users/index.ts'
import { peoplesKinds } from '../core-declaration.ts'
import type { Declared } from '../declared.ts'
import { accountName } from '../people/words.ts'
import { personButton, pressed } from './buttons.ts'

const inRow = 3

interface ChoiceDeps {
  readonly users: Pick<Users, 'find'>
  declared(): Declared
}

async function nameOf({ users }: ChoiceDeps, user: bigint): Promise<string> {
  const person = await users.find(user)
  if (!person) throw new AppError('core-ledger-person-unknown', { id: String(user) }, 404)
  return person.firstName
}

/** In which currency. */
export async function chooseCurrency(deps: ChoiceDeps, user: bigint): Promise<MessageContent> {
  const all = [...deps.declared().currencies]
  const buttons = all.map(
    (currency): ButtonSpec => ({
      text: { key: 'core-ledger-button-in', params: { currency } },
      data: pressed.adjustIn.pack({ user, currency }),
    }),
  )
  return {
    text: { key: 'core-adjust-currency', params: { name: await nameOf(deps, user) } },
    keyboard: [
      ...buttons.flatMap((_one, index) => (index % inRow === 0 ? [buttons.slice(index, index + inRow)] : [])),
      [personButton(user), homeButton],
    ],
  }
}

/** On which account of that currency; the form follows. */
export async function chooseAccount(deps: ChoiceDeps, user: bigint, currency: string): Promise<MessageContent> {
  const declared = deps.declared()
  if (!declared.currencies.has(currency)) return chooseCurrency(deps, user)
  return {
    text: { key: 'core-adjust-account', params: { name: await nameOf(deps, user), currency } },
    keyboard: [
      ...peoplesKinds.map((kind): readonly ButtonSpec[] => [
        {
          text: { key: 'core-ledger-button-account', params: { account: accountName(declared, kind) } },
          data: pressed.adjustOf.pack({ user, currency, kind }),
        },
      ]),
      [personButton(user), homeButton],
    ],
  }
}
