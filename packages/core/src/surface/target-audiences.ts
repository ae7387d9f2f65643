import type { Command, TargetAudience } from '../bot/index.ts'
import { type Declarations, together } from '../feature/index.ts'

/** All that commands are listed for. */
export const allAudiences = ({ on }: Declarations): readonly TargetAudience[] => [
  ...new Set(together(on, (part) => part.commands).flatMap(({ listedFor }) => listedFor ?? [])),
]

/** Those that somebody belongs to. */
export async function audiencesOf(declarations: Declarations, userId: bigint): Promise<ReadonlySet<TargetAudience>> {
  const found = await Promise.all(
    allAudiences(declarations).map(async (audience) => ((await audience.has(userId)) ? [audience] : [])),
  )
  return new Set(found.flat())
}

/** Whether lists name it to somebody of these audiences. */
export const isListed = ({ listedFor }: Command, audiences: ReadonlySet<TargetAudience>): boolean =>
  listedFor === undefined || audiences.has(listedFor)
