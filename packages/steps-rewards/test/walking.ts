import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { stepsRewards } from '../src/index.ts'

export type Walker = ReturnType<TestPlatform['telegram']['user']>

/** A dog's morning in Moscow, 12:00 by its clocks. */
const start = Date.parse('2026-01-05T09:00:00Z')
const metre = 1 / 111_195.08

/** A place so many metres north of where everybody begins. */
export const north = (metres: number, accuracy?: number) => ({
  latitude: 55.75 + metres * metre,
  longitude: 37.6,
  ...(accuracy === undefined ? {} : { horizontal_accuracy: accuracy }),
})

/** The platform, where Telegram's clock is the bot's. */
export async function startWalks(env: Readonly<Record<string, string>> = {}): Promise<TestPlatform> {
  let platform: TestPlatform | undefined
  platform = await startTestPlatform({
    features: [stepsRewards],
    // Nobody answers there: at once, and without leaving this machine.
    env: { STEPS_REWARDS_WEATHER_URL: 'http://127.0.0.1:9', ADMIN_IDS: '900001', ...env },
    standin: { now: () => platform?.clock.now().getTime() ?? start },
    startAt: new Date(start),
  })
  return platform
}

/** Somebody sends a live location where everybody begins. @returns the message that moves from now on */
export const shares = (who: Walker, period = 8 * 3_600, place = north(0)): Promise<number> =>
  who.sends({ location: { ...place, live_period: period } })

export interface Stretch {
  readonly from: number
  readonly to: number
  readonly metresPerMinute?: number
  /** Seconds between reports. */
  readonly every?: number
}

/** Walks northwards, with a report every 30 seconds unless told, at 4.8 km/h with some unevenness. */
export async function walks(
  platform: TestPlatform,
  who: Walker,
  messageId: number,
  { from, to, metresPerMinute = 80, every = 30 }: Stretch,
): Promise<void> {
  const uneven = [0.9, 1, 1.1, 0.95, 1.05]
  let [metres, turn] = [from, 0]
  while (metres < to) {
    metres = Math.min(to, metres + (metresPerMinute * every * (uneven[turn++ % uneven.length] ?? 1)) / 60)
    platform.clock.advance(every * 1_000)
    // Whole steps, although places are rounded.
    await who.moves(messageId, north(metres === to ? to + 0.2 : metres))
  }
  await heard(platform, who)
}

/** Waits until the last report of somebody's walk has been counted. */
async function heard(platform: TestPlatform, who: Walker): Promise<void> {
  const at = Math.floor(platform.clock.now().getTime() / 1_000) * 1_000
  await waitFor('the last report is counted', async () => {
    const walk = await platform.app.core.db.prisma.stepsRewardsWalk.findFirst({
      where: { userId: BigInt(who.id) },
      orderBy: { id: 'desc' },
    })
    return walk?.state !== 'ACTIVE' || walk.lastReportAt.getTime() >= at
  })
}
