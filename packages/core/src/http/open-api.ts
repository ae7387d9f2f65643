import { z } from 'zod'
import { houseErrors } from './error-shape.ts'
import { pageType } from './page.ts'
import { bodyTypes, type Route } from './route.ts'
import type { Responses } from './route-parts.ts'
import type { RouteOptions } from './types.ts'

const idempotencyHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .describe(
      'Of the caller’s choice, one for each deed: a request that comes again within 24 hours is answered as before and acts once.',
    ),
})

/** A security scheme of the document, with what of it this route wants. */
interface Scheme {
  readonly name: string
  readonly scheme:
    | { readonly type: 'http'; readonly scheme: 'bearer'; readonly description: string }
    | { readonly type: 'apiKey'; readonly in: 'header'; readonly name: string; readonly description: string }
  readonly wants: readonly string[]
}

const inHeader = (kind: string, name: string, description: string, wants: readonly string[] = []): Scheme => ({
  name: `${kind}-${name.toLowerCase()}`,
  scheme: { type: 'apiKey', in: 'header', name, description },
  wants,
})

/** The ways to be let in, any of which will do. */
function schemesOf(id: string, { access }: Route): readonly Scheme[] {
  switch (access.by) {
    case 'public':
      return []
    case 'operator-key':
      return [access.header, ...(access.alsoHeaders ?? [])].map((header) =>
        inHeader('operator-key', header, 'The key that the operator has set.'),
      )
    case 'api-key': {
      const description = 'A person’s key, made in the chat by /apikeys.'
      const wants = [`${id}.${access.scope}`]
      return access.header === undefined
        ? [{ name: 'api-key', scheme: { type: 'http', scheme: 'bearer', description }, wants }]
        : [inHeader('api-key', access.header, description, wants)]
    }
    case 'signed':
      return access.header === undefined
        ? []
        : [inHeader('signature', access.header, 'A signature over the bytes of the body.')]
  }
}

/** Everything that the routes of these features want, once each. */
export function securitySchemes({
  features,
}: Pick<RouteOptions, 'features'>): Readonly<Record<string, Scheme['scheme']>> {
  const schemes = features.flatMap(({ id, routes }) => routes.flatMap((route) => schemesOf(id, route)))
  return Object.fromEntries(schemes.map(({ name, scheme }) => [name, scheme]))
}

/** What the document says of answers that are pages. */
const pagesOf = (responses: Responses): object =>
  Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => [
      status,
      { description: 'A page for people.', content: { [pageType]: { schema } } },
    ]),
  )

/** What the OpenAPI document says about a route. */
export function openApiSchema(id: string, route: Route): object {
  const {
    summary,
    params,
    query,
    body,
    responses,
    accepts = ['json'],
    errors = houseErrors,
    access,
    idempotent,
    page,
  } = route
  return {
    tags: [id],
    summary,
    ...(access.by === 'signed' && { description: 'For another system, which signs the bytes of the body.' }),
    security: schemesOf(id, route).map(({ name, wants }) => ({ [name]: wants })),
    consumes: accepts.map((type) => bodyTypes[type]),
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(idempotent && { headers: idempotencyHeaders }),
    response: {
      ...(page ? pagesOf(responses) : responses),
      default: {
        description: 'The request was refused.',
        content: { [errors.contentType ?? 'application/json']: { schema: errors.schema } },
      },
    },
  }
}
