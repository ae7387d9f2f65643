import lookUp from '@photostructure/tz-lookup'
import { isZone } from './zone-names.ts'

/**
 * The IANA name of the time zone at a place, offline. Borders are kept to some kilometres, so whoever uses it shows the local time and
 * lets people correct it; on the high seas it is a zone like `Etc/GMT+2`.
 * @param place degrees; latitude -90 to 90, longitude -180 to 180
 * @throws RangeError outside of these
 */
export function timeZoneAt({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): string {
  const zone = lookUp(latitude, longitude)
  // The table may be newer than the machine's time zones.
  return isZone(zone) ? zone : 'UTC'
}
