import { z } from 'zod'
import type { Step } from '../types.ts'
import { refused } from './refused.ts'

export interface Place {
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
}

const place = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })

/** A place: the person's own by the button, or any other by Telegram's attachment menu. */
export function location(): Step<Place> {
  return {
    isOptional: false,
    hasExample: false,
    schema: place,
    request: 'location',
    read(message) {
      if (!message.location) return refused('core-form-want-location')
      const { latitude, longitude } = message.location
      return { outcome: 'accepted', value: { latitude, longitude } }
    },
    // Nobody reads degrees: where it is, a map shows.
    show: ({ latitude, longitude }) => ({
      text: { key: 'core-form-place', params: { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) } },
    }),
  }
}

/** The person's own phone number, digits with a leading `+`; somebody else's contact is refused. */
export function contact(): Step<string> {
  return {
    isOptional: false,
    hasExample: false,
    schema: z.string().regex(/^\+\d{5,18}$/),
    request: 'contact',
    read(message, _soFar, { userId }) {
      if (!message.contact) return refused('core-form-want-contact')
      if (message.contact.user_id !== Number(userId)) return refused('core-form-contact-other')
      return { outcome: 'accepted', value: `+${message.contact.phone_number.replaceAll(/\D/g, '')}` }
    },
    show: (value) => value,
  }
}
