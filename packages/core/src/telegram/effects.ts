/** The effects that a message may come with for everybody, in private chats, by Telegram's ids of them. */
export const effects = {
  thumbsUp: '5107584321108051014',
  thumbsDown: '5104858069142078462',
  heart: '5159385139981059251',
  fire: '5104841245755180586',
  party: '5046509860389126442',
  poop: '5046589136895476101',
} as const
export type Effect = keyof typeof effects
