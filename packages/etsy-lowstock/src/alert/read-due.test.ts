import { describe, expect, it } from 'vitest'
import { readDue } from './read-due.ts'

/** A Monday, half past one in the night in Berlin. */
const now = new Date('2026-03-02T00:30:00Z')
const read = (written: string, zone = 'Europe/Berlin') => {
  const reading = readDue(written, { now, zone })
  return reading.outcome === 'read' ? reading.at.toISOString() : reading.outcome
}

describe('when what was ordered is due', () => {
  it.each([
    [
      'so many days',
      ['10', '10 days', 'in 10 days', '10 d', '10 дней', 'через 10 дн.', ' In  10 days '],
      '2026-03-12T00:30:00.000Z',
    ],
    [
      'a week',
      ['7', 'a week', 'in a week', '1 week', 'неделю', 'через неделю', 'через 7 дней'],
      '2026-03-09T00:30:00.000Z',
    ],
    ['weeks', ['2 weeks', 'in 2 weeks', '2 недели', 'через 2 нед'], '2026-03-16T00:30:00.000Z'],
    ['a month', ['a month', 'in a month', 'месяц', 'через месяц', '30'], '2026-04-01T00:30:00.000Z'],
    [
      'a date, in summer time',
      [
        '12 May',
        'May 12',
        '12th of May',
        '12 мая',
        '12.05',
        '12.05.',
        '12.5',
        '12.05.26',
        '2026-05-12',
        'on 12 May',
        'к 12 мая',
        'by May 12, 2026',
      ],
      '2026-05-12T07:00:00.000Z',
    ],
    ['tomorrow', ['tomorrow', 'завтра'], '2026-03-03T08:00:00.000Z'],
    ['a day of the week', ['Friday', 'on Friday', 'пятница', 'в пятницу'], '2026-03-06T08:00:00.000Z'],
    ['the same day of the week is the next one', ['Monday', 'понедельник'], '2026-03-09T08:00:00.000Z'],
    ['a date that is over this year is next year’s', ['1 March', '1 марта', '01.03'], '2027-03-01T08:00:00.000Z'],
  ])('%s', (_what, written, at) => {
    expect(written.map((one) => read(one))).toEqual(written.map(() => at))
  })

  it('goes by the writer’s calendar', () => {
    expect(read('tomorrow', 'America/New_York')).toBe('2026-03-02T14:00:00.000Z')
  })

  it.each([
    ['past', ['0', '0 days', 'today', 'сегодня', '2 March', '02.03', '2026-03-01', '12 May 2025', '12.05.2020']],
    ['far', ['367', '1000', '60 weeks', '13 месяцев', '2027-03-04', '12 May 2028', '12.05.2099']],
    [
      'unclear',
      [
        '',
        'soon',
        '12/05',
        '30 February',
        '31.04',
        '12.13',
        '-3',
        '1.5 weeks',
        '12 May 9:00',
        'x'.repeat(400),
        '12345',
      ],
    ],
  ] as const)('%s', (outcome, written) => {
    expect(written.map((one) => [one, read(one)])).toEqual(written.map((one) => [one, outcome]))
  })
})
