import { expect, it } from 'vitest'
import { isZone } from '../zones/index.ts'
import { commonZones } from './common-zones.ts'

it('knows the time of the common zones', () => {
  expect(Object.values(commonZones).filter((zone) => !isZone(zone))).toEqual([])
})
