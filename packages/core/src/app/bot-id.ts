/** The id is the part of the token before the colon; it is not secret. */
export const botIdOf = (token: string): number => Number(token.split(':', 1)[0])
