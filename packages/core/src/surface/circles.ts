import type { Circle, Command, MountedSurface } from '../bot/index.ts'

/** All that commands are listed for. */
export const allCircles = (surfaces: readonly MountedSurface[]): readonly Circle[] => [
  ...new Set(surfaces.flatMap(({ surface }) => (surface.commands ?? []).flatMap(({ listedFor }) => listedFor ?? []))),
]

/** Those that somebody belongs to. */
export async function circlesOf(surfaces: readonly MountedSurface[], userId: bigint): Promise<ReadonlySet<Circle>> {
  const found = await Promise.all(
    allCircles(surfaces).map(async (circle) => ((await circle.has(userId)) ? [circle] : [])),
  )
  return new Set(found.flat())
}

/** Whether lists name it to somebody of these circles. */
export const isListed = ({ listedFor }: Command, circles: ReadonlySet<Circle>): boolean =>
  listedFor === undefined || circles.has(listedFor)
