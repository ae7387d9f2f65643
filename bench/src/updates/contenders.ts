import { readImageArgs } from '../support/image-args.ts'

/** One bot that is measured. */
export interface Contender {
  readonly name: string
  /** In `contenders/`. */
  readonly file: string
  readonly label: string
  /** Ours need PostgreSQL, and one of them Redis. */
  readonly needs: 'nothing' | 'database' | 'database and redis'
  readonly env?: Readonly<Record<string, string>>
  readonly nodeArgs?: readonly string[]
  /** Whether it is also measured at a low, steady rate. */
  readonly paced: boolean
}

/** The first one is what the others are compared with. */
export const baseline: Contender = {
  name: 'grammy',
  file: 'grammy-runner.ts',
  label: 'bare grammY, runner',
  needs: 'nothing',
  paced: true,
}

/** As the image starts it: without a limit V8 lets garbage pile up to several times of what is alive. */
const ours = { file: 'bazaar.ts', paced: true, nodeArgs: readImageArgs() } as const

export const contenders: readonly Contender[] = [
  baseline,
  { ...ours, name: 'bazaar', label: 'Bazaar, PostgreSQL', needs: 'database' },
  { ...ours, name: 'bazaar-redis', label: 'Bazaar, PostgreSQL and Redis', needs: 'database and redis' },
  {
    ...ours,
    name: 'bazaar-prisma',
    label: 'Bazaar, the read through Prisma',
    needs: 'database',
    env: { BENCH_READ: 'prisma' },
    paced: false,
  },
  {
    ...ours,
    name: 'bazaar-heap',
    label: 'Bazaar, PostgreSQL, heap without limit',
    needs: 'database',
    nodeArgs: [],
    paced: false,
  },
  { name: 'grammy-start', file: 'grammy-start.ts', label: 'bare grammY, bot.start()', needs: 'nothing', paced: false },
  { name: 'telegraf', file: 'telegraf.ts', label: 'bare telegraf', needs: 'nothing', paced: false },
  { name: 'gramio', file: 'gramio.ts', label: 'bare gramio', needs: 'nothing', paced: false },
]
