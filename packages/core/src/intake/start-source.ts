/** What is kept of the start payload that somebody came by. */
export type SourceOf = (payload: string) => string

/** The start payloads that a surface declares, by prefix. */
export interface PayloadKinds {
  readonly startPayloads?: Readonly<Record<string, { readonly isPublic?: true }>>
}

/**
 * Whole payloads are kept of public kinds, and of what no kind claims (`flyer_7`); of all other kinds only the name, without the secret
 * that follows it. Letters count whatever their case: a secret that was typed by hand opens nothing, and still is one.
 * @param surfaces also of features that are switched off: their secrets are good again when they are switched on
 */
export function createSourceOf(surfaces: readonly PayloadKinds[]): SourceOf {
  const secret = surfaces.flatMap(({ startPayloads = {} }) =>
    Object.entries(startPayloads).flatMap(([prefix, { isPublic }]) => (isPublic ? [] : [prefix])),
  )
  return (payload) => {
    const kind = secret.find((prefix) => payload.toLowerCase().startsWith(prefix.toLowerCase()))
    return kind === undefined ? payload : kind.replace(/[_-]+$/, '')
  }
}
