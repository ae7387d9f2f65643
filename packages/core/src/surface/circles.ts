import type { Circle, Command } from '../bot/index.ts'
import { type Declarations, together } from '../feature/index.ts'

/** All that commands are listed for. */
export const allCircles = ({ on }: Declarations): readonly Circle[] => [
  ...new Set(together(on, (part) => part.commands).flatMap(({ listedFor }) => listedFor ?? [])),
]

/** Those that somebody belongs to. */
export async function circlesOf(declarations: Declarations, userId: bigint): Promise<ReadonlySet<Circle>> {
  const found = await Promise.all(
    allCircles(declarations).map(async (circle) => ((await circle.has(userId)) ? [circle] : [])),
  )
  return new Set(found.flat())
}

/** Whether lists name it to somebody of these circles. */
export const isListed = ({ listedFor }: Command, circles: ReadonlySet<Circle>): boolean =>
  listedFor === undefined || circles.has(listedFor)
