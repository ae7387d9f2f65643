export { type DayWritten, readDay } from './day-words.ts'
export {
  daysBetween,
  daysLater,
  gapAround,
  instantsOf,
  isDate,
  type WallClock,
  wallClockAt,
} from './wall-clock.ts'
