import { type AnyForm, defineForm } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { venueButton, venuesButton } from './buttons.ts'
import { changeSteps, detailSteps } from './register.steps.ts'
import type { Registrations } from './registrations.service.ts'

/** Which venue a form is about. */
export const aboutVenue = (id: bigint) => ({ business: String(id) })
const venueOf = (given: Readonly<Record<string, string>>): bigint => BigInt(given.business ?? '0')

export interface RegisterFormsDeps {
  readonly registrations: Registrations
  readonly firstCurrency: string
}

export function registerForms({ registrations, firstCurrency }: RegisterFormsDeps): readonly AnyForm[] {
  return [
    defineForm({
      name: 'register',
      version: 1,
      steps: detailSteps(firstCurrency),
      async finish(details, { tx, userId }): Promise<MessageContent> {
        const { id, name, timeZone } = await registrations.register(tx, userId, details)
        return {
          text: key('business-registered', { id: shownId('B', id), name, zone: { clockOf: timeZone } }),
          keyboard: [[primary(venueButton(id))], [homeButton]],
        }
      },
    }),
    defineForm({
      name: 'details',
      version: 1,
      steps: changeSteps(firstCurrency),
      prefill: ({ tx, userId, given }) => registrations.detailsOf(tx, userId, venueOf(given)),
      async finish(details, { tx, userId, given }): Promise<MessageContent> {
        const id = venueOf(given)
        const outcome = await registrations.change(tx, userId, id, details)
        return {
          text: key(`business-${outcome}`, { name: details.name }),
          keyboard: [[primary(venueButton(id))], [venuesButton, homeButton]],
        }
      },
    }),
  ]
}
