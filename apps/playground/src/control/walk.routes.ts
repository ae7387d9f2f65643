import { z } from 'zod'
import type { Control, Routes } from './context.ts'
import { asPerson } from './errors.ts'
import { getUser } from './people.routes.ts'
import { done, userParams } from './schemas.ts'

const stepMetres = 0.75
/** Degrees of latitude. */
const metre = 1 / 111_195
const reportEveryMs = 30_000
/** As unevenly as people walk: about 4.5 km/h. */
const stretches = [37, 38.5, 36, 39, 37.5]

const walk = z.object({ steps: z.number().int().min(1).max(5_000) })

/** A person walks northwards with the live location that they share, and the clock walks along. */
export const walkRoutes: Routes = (server, control) => {
  const schema = { summary: 'Walks with the live location, and moves the clock', params: userParams, body: walk }
  server.post('/control/users/:id/walk', { schema: { ...schema, response: { 200: done } } }, async (request) => {
    const { id } = getUser(control, request.params.id)
    await asPerson(() => move(control, id, request.body.steps * stepMetres))
    return { ok: true as const }
  })
}

async function move({ standin, clock }: Control, id: number, metres: number): Promise<void> {
  const live = standin.messages(id).messages.findLast(({ live_until: until }) => until !== null && until > clock.now())
  if (!live?.location) throw new Error('Share a live location first.')
  const { latitude, longitude } = live.location
  let [gone, turn] = [0, 0]
  while (gone < metres) {
    gone = Math.min(metres, gone + (stretches[turn++ % stretches.length] ?? metres))
    await clock.advance(reportEveryMs)
    // A little more than whole steps, as places are rounded.
    const extra = gone === metres ? 0.1 : 0
    standin.editMessage(id, live.message_id, { location: { latitude: latitude + (gone + extra) * metre, longitude } })
  }
}
