import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type AnyForm, ask, defineForm } from '@bazaar/core/forms'
import { homeButton, primary } from '@bazaar/core/screens'
import type { Users } from '@bazaar/core/users'
import { timeZoneAt } from '@bazaar/core/zones'
import { walkButton } from '../credit/index.ts'
import { lockProfile, sealPlace, toldZone } from '../profile/index.ts'
import { key } from '../text.ts'
import { cellOf } from '../weather/index.ts'

const weekMs = 7 * 86_400_000

export interface CityDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly users: Pick<Users, 'find'>
}

/** @throws AppError with the day from which on it can be changed */
export function requireChangeable(changedAt: Date | null | undefined, now: Date): void {
  if (!changedAt || now.getTime() - changedAt.getTime() >= weekMs) return
  const from = new Date(changedAt.getTime() + weekMs)
  throw new AppError('steps-rewards-city-later', { from: { time: from.toISOString(), style: 'datetime' } })
}

/** Whose weather counts for steps that are entered by hand: once in seven days, or everybody would walk in the frost. */
export function cityForm({ clock, keyring, users }: CityDeps): AnyForm {
  return defineForm({
    name: 'my-city',
    version: 1,
    review: 'none',
    steps: { place: ask.location() },
    async finish({ place }, { tx, userId }) {
      const now = clock.now()
      const person = await users.find(userId, tx)
      const known = toldZone(person?.timeZone) ?? timeZoneAt(place)
      const { cityChangedAt } = await lockProfile(tx, userId, known, now)
      requireChangeable(cityChangedAt, now)
      const city = sealPlace(keyring, cellOf(place), 'steps_rewards_profile.city')
      await tx.stepsRewardsProfile.update({ where: { userId }, data: { city, cityChangedAt: now } })
      return {
        text: key('city-set', { zone: { clockOf: timeZoneAt(place) } }),
        keyboard: [[primary(walkButton), homeButton]],
      }
    },
  })
}
