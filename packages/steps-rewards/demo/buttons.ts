import type { WorldButton, WorldButtons } from '@bazaar/demo-kit'
import { weatherPath } from './weather.ts'

/** Who walks next is asked about the new weather: what is known is kept for 15 minutes. */
const makes = (label: string, body: object, tone?: WorldButton['tone']): WorldButton => ({
  label,
  calls: [
    { method: 'PUT', path: weatherPath, body },
    { method: 'POST', path: '/control/clock', body: { advance_ms: 16 * 60_000 } },
  ],
  ...(tone ? { tone } : {}),
})

export const frost = makes('Frost, −8 °C', { feels_like: -8.2 })

/** With the live location that she shares. */
export const walkOn: WorldButton = {
  label: 'Walk 1,000 steps',
  calls: [{ method: 'POST', path: '/control/users/{darya}/walk', body: { steps: 1_000 } }],
  tone: 'good',
}

export const walkButtons: WorldButtons = {
  title: 'Darya',
  note: 'with the location that she shares live',
  buttons: [walkOn],
}

export const weatherButtons: WorldButtons = {
  title: 'Weather',
  note: 'each moves the clock by 16 minutes',
  buttons: [
    makes('Mild, 12 °C', { feels_like: 12.3 }, 'good'),
    frost,
    makes('Too cold, −27 °C', { feels_like: -27 }, 'bad'),
    makes('Weather down', { down: true }, 'bad'),
  ],
}
