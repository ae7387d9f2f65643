import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, Tx } from '@bazaar/core/db'
import { type AnyForm, ask, defineForm, type Step } from '@bazaar/core/forms'
import type { Users } from '@bazaar/core/users'
import { endedScreen, explain, type Flag, type Settling } from '../credit/index.ts'
import { companies } from '../points/index.ts'
import { dayAfter, dayIn, findPlace, lockProfile } from '../profile/index.ts'
import type { CellPlace, Weather } from '../weather/index.ts'

export interface HandDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly users: Pick<Users, 'find'>
  readonly weather: Weather
  readonly settling: Settling
}

/** Nobody walks more in a day. */
const mostSteps = 100_000
const roundTo = 500
const daysRunning = 3

/** `/walk`, By hand: today or yesterday, with whom, how many steps. */
export function handForm(deps: HandDeps): AnyForm {
  const { clock, keyring, users, weather, settling } = deps

  const placeOf = (city: Uint8Array | null | undefined): CellPlace | undefined =>
    city ? findPlace(keyring, city, 'steps_rewards_profile.city') : undefined

  /** The weather is asked for while the answer is read: the form's end is a transaction. */
  function steps(): Step<number> {
    const inner = ask.number({ min: 1, max: mostSteps })
    return {
      ...inner,
      async read(message, soFar, help) {
        const profile = await deps.db.prisma.stepsRewardsProfile.findUnique({ where: { userId: help.userId } })
        const place = placeOf(profile?.city)
        if (place) await weather.read(place)
        return inner.read(message, soFar, help)
      },
    }
  }

  /** Round numbers three days running are not counted by anybody. */
  async function flagsOf(tx: Tx, userId: bigint, day: string, entered: number): Promise<readonly Flag[]> {
    if (entered % roundTo !== 0) return []
    // Yesterday's may be entered after today's.
    const around = Array.from({ length: 2 * daysRunning - 1 }, (_, index) => dayAfter(day, index - daysRunning + 1))
    const walks = await tx.stepsRewardsWalk.findMany({
      where: { userId, source: 'hand', day: { in: around }, walkedSteps: { gt: 0 } },
      select: { day: true, walkedSteps: true },
    })
    const round = walks.filter(({ walkedSteps }) => (walkedSteps ?? 1) % roundTo === 0)
    const isRound = around.map((one) => one === day || round.some((walk) => walk.day === one))
    const isRunning = isRound.some(
      (_, from) => isRound.slice(from, from + daysRunning).filter(Boolean).length === daysRunning,
    )
    return isRunning ? ['round'] : []
  }

  return defineForm({
    name: 'by-hand',
    version: 1,
    steps: {
      day: ask.choice(['today', 'yesterday']),
      kind: ask.choice(companies),
      steps: steps(),
    },
    async finish({ day: which, kind, steps: entered }, { tx, userId }) {
      const now = clock.now()
      const person = await users.find(userId, tx)
      const profile = await lockProfile(tx, userId, person?.timeZone, now)
      const day = dayAfter(dayIn(now, profile.zone), which === 'today' ? 0 : -1)
      const place = placeOf(profile.city)
      const reading = place && (await weather.known(tx, place))
      const flags = await flagsOf(tx, userId, day, entered)
      const walk = await tx.stepsRewardsWalk.create({
        data: {
          ...{ userId, state: 'EMPTY', source: 'hand', kind, day, zone: profile.zone },
          ...{ startedAt: now, lastReportAt: now, endedAt: now },
        },
      })
      const settled = await settling.settle(tx, walk, {
        ...{ walked: entered, counted: entered, flags, feelsLike: reading?.feelsLike },
        data: { feelsLike: reading?.feelsLike ?? null, feltAt: reading?.at ?? null },
      })
      return endedScreen(settled, await explain(tx, settled))
    },
  })
}
