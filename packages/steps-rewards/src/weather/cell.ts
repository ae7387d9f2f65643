import { z } from 'zod'

/** A place to a tenth of a degree, which is some 10 km: enough for the weather, and all that is asked about anybody. In tenths. */
export const cellPlace = z.object({
  latitude: z.number().int().min(-900).max(900),
  longitude: z.number().int().min(-1800).max(1800),
})
export type CellPlace = z.infer<typeof cellPlace>

export const cellOf = ({
  latitude,
  longitude,
}: {
  readonly latitude: number
  readonly longitude: number
}): CellPlace => ({
  latitude: Math.round(latitude * 10),
  longitude: Math.round(longitude * 10),
})

export const degreesOf = ({ latitude, longitude }: CellPlace) => ({
  latitude: (latitude / 10).toFixed(1),
  longitude: (longitude / 10).toFixed(1),
})

export const cellKey = ({ latitude, longitude }: CellPlace): string => `${latitude}:${longitude}`
