import { expect, it } from 'vitest'
import { newPerson, sharedPlayground } from './support/shared-playground.ts'

it('a walk with a live location: place and clock walk along, and the receipt explains the points', async () => {
  const playground = sharedPlayground()
  const { control } = playground
  const ask = (path: string, body: object) => control.ask('POST', path, body)
  const id = await newPerson(playground, 'Wilma')
  await control.ask('PUT', '/control/weather', { feels_like: -8.2 })
  const started = await control.says(id, '/walk')
  await control.sees(id, /With whom do you walk/, started)
  await expect(ask(`/control/users/${id}/walk`, { steps: 1_000 })).rejects.toThrow(/Share a live location first/)
  const place = { latitude: 59.94, longitude: 30.31, live_period: 3_600 }
  const { message_id: live } = await ask(`/control/users/${id}/messages`, { location: place })
  await control.sees(id, /Steps that count: 0/, live)
  await ask(`/control/users/${id}/walk`, { steps: 1_000 })
  await control.sees(id, /Steps that count: [1-9]/, live)
  await ask(`/control/users/${id}/presses`, { button: 'Finish the walk' })
  await control.sees(id, /Walked 1,000, counted 1,000\.[\s\S]*× 1\.20 \(-8.°C/, live)
})
