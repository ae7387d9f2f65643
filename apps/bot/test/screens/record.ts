import { bodyOf, type Counts, type MeasuredPerson, type Message } from './measured-person.ts'

export interface Screen {
  readonly buttons: number
  /** Of its text, as it is written: a phone breaks long ones further. */
  readonly lines: number
}

/** What a walk measured, by the names of the screens and of the stories. */
export interface Measured {
  readonly screens: Readonly<Record<string, Screen>>
  readonly stories: Readonly<Record<string, Counts>>
}

export interface Recorder {
  screen(name: string, message: Message): void
  /** Counts what happens to the person while `act` lasts. */
  story(name: string, person: MeasuredPerson, act: () => Promise<void>): Promise<void>
  readonly measured: Measured
}

export function createRecorder(): Recorder {
  const screens: Record<string, Screen> = {}
  const stories: Record<string, Counts> = {}
  return {
    measured: { screens, stories },
    screen(name, message) {
      screens[name] = { buttons: message.buttons.flat().length, lines: bodyOf(message).split('\n').length }
    },
    async story(name, person, act) {
      const before = person.counts()
      await act()
      const after = person.counts()
      stories[name] = {
        told: after.told - before.told,
        taps: after.taps - before.taps,
        written: after.written - before.written,
      }
    },
  }
}
