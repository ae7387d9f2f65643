import type { StartPlace } from '../bot/index.ts'

const questions = { private: 'start', group: 'startgroup' } as const

/** Links that open the bot. They carry its name, which is known once Telegram has answered. */
export interface StartLinks {
  startLink(payload: string, place?: StartPlace): Promise<string>
  /** Telegram said who the bot is: whoever waits gets the link. */
  isCalled(username: string): void
  /** Nobody will say any more: whoever waits is refused. */
  refuse(why: Error): void
}

/** Telegram's rule for start payloads. */
const allowed = /^[A-Za-z0-9_-]{1,64}$/

export function createStartLinks(): StartLinks {
  let isCalled: (username: string) => void = () => undefined
  let refuse: (why: Error) => void = () => undefined
  const username = new Promise<string>((resolve, reject) => {
    isCalled = resolve
    refuse = reject
  })
  // A refusal that nobody waits for is no error.
  username.catch(() => undefined)
  return {
    async startLink(payload, place = 'private') {
      if (!allowed.test(payload))
        // Not quoted: it may be a secret.
        throw new Error('This cannot be a start payload: Telegram takes 1 to 64 of A-Z a-z 0-9 _ and -')
      return `https://t.me/${await username}?${questions[place]}=${payload}`
    },
    isCalled,
    refuse,
  }
}
