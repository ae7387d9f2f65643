/**
 * An error whose message is made of our words, ids and codes, and of nothing that people wrote: it may be logged and stored. Our classes of
 * errors extend it. What libraries throw is another matter: their messages quote rows, parameters, payloads and commands.
 */
export class OwnError extends Error {}
