import { type Core, defineFeature, type Feature } from '@bazaar/core/feature'

/** A command that reads one row and replies through the texts: the least that a real command does. */
export function createBenchFeature(): Feature {
  return defineFeature({
    id: 'bench',
    code: 'be',
    env: {},
    locales: new URL('../../locales/', import.meta.url),
    build({ db }) {
      const firstSeen = process.env.BENCH_READ === 'prisma' ? prismaRead(db) : sqlRead(db)
      return [
        {
          commands: [
            {
              name: 'bench',
              audience: 'everyone',
              async run(ctx) {
                if (!ctx.person) return
                const since = await firstSeen(ctx.person.id)
                await ctx.say({
                  key: 'bench-hello',
                  params: { name: ctx.person.firstName, since: { time: since.toISOString(), style: 'datetime' } },
                })
              },
            },
          ],
          eraseUser: async () => undefined,
          exportUser: async () => ({}),
        },
      ]
    },
  })
}

type ReadFirstSeen = (userId: bigint) => Promise<Date>

function sqlRead({ pool }: Core['db']): ReadFirstSeen {
  return async (userId) => {
    const { rows } = await pool.query<{ first_seen_at: Date }>({
      name: 'bench-first-seen',
      text: 'SELECT first_seen_at FROM core_user WHERE id = $1',
      values: [String(userId)],
    })
    return rows[0]?.first_seen_at ?? new Date(0)
  }
}

function prismaRead({ prisma }: Core['db']): ReadFirstSeen {
  return async (userId) => {
    const row = await prisma.user.findUnique({ where: { id: userId }, select: { firstSeenAt: true } })
    return row?.firstSeenAt ?? new Date(0)
  }
}
