import { expect, it } from 'vitest'
import { closingTime } from './closing-time.ts'

const monday = 0
const saturday = 5
const at = (hour: number, minute = 0) => ({ hour, minute })

it.each([
  ['8-19', at(19), at(19)],
  ['Mon–Fri 8:00–19:00', at(19), undefined],
  ['Mon-Fri 8:00-19:30, Sat 9-14', at(19, 30), at(14)],
  ['Mon–Sat 8–12, 13–18', at(18), at(18)],
  ['Mon, Sat 9:00-17:00', at(17), at(17)],
  ['daily 10:00 to 22:00', at(22), at(22)],
  ['Fri-Mon: 18:00-02:00', at(26), at(26)],
  ['Пн–Пт: с 8 до 19\nСб выходной', at(19), undefined],
  ['ежедневно 09:00–21:00', at(21), at(21)],
  ['Mon-Sun 8-24', at(24), at(24)],
])('knows when %j ends', (hours, onMonday, onSaturday) => {
  expect([closingTime(hours, monday), closingTime(hours, saturday)]).toEqual([onMonday, onSaturday])
})

it.each(['24/7', '9am-5pm', 'from 8 until the bread is gone', 'Mon-Fri 8-19 (summer: 20)', 'holidays 9-12', 'Mon'])(
  'says nothing about %j, which it does not understand for certain',
  (hours) => expect(closingTime(hours, monday)).toBeUndefined(),
)
