import type { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { type Access, type Caller, type CallerOf, isCallerOf, type RouteLimit } from './access.ts'
import type { ErrorShape } from './error-shape.ts'
import type { Page } from './page.ts'
import { type Answer, asJson, asPage, type OutputOf, type Responses, readPart, toAnswer } from './route-parts.ts'

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]
export const bodyTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const
export type BodyType = keyof typeof bodyTypes

/** What `reply` makes of a status and its body. */
export interface RouteReply {
  readonly status: number
  readonly body: unknown
}

/** A request whose caller was let in and whose parts fit their schemas. */
export interface RouteRequest<P, Q, B, R extends Responses, A extends Access> {
  readonly params: OutputOf<P>
  readonly query: OutputOf<Q>
  readonly body: OutputOf<B>
  readonly caller: CallerOf<A>
  readonly correlationId: string
  /** The answer: one of the statuses that the route declares, with a body that fits its schema. */
  reply<S extends keyof R & number>(status: S, body: z.output<R[S]>): RouteReply
}

/** What a route is, apart from the types of what it takes. */
interface RouteFacts {
  readonly method: Method
  /** Below `/api/<feature id>`, e.g. `/v1/quotes/:id`; with `root` the whole path. */
  readonly path: string
  /** An exact path outside of `/api`, which older clients call. */
  readonly root?: true
  readonly access: Access
  /** One line for the OpenAPI document. */
  readonly summary: string
  readonly params?: z.ZodType | undefined
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  /** By status; what is not in a schema never leaves. */
  readonly responses: Responses
  /** What bodies may come as; JSON unless told. */
  readonly accepts?: readonly BodyType[]
  /** In bytes; 1 MB unless told. */
  readonly bodyLimit?: number
  /** How often one caller may ask: an address, an API key, or all that bring the operator's key. */
  readonly limit?: RouteLimit
  readonly errors?: ErrorShape
  /** It answers pages for people to read, not JSON: its schemas are `z.string()`, and its `errors` are pages too. */
  readonly page?: Page
}

/** What a feature's author writes. */
export type RouteSpec<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends Responses,
  A extends Access,
> = Omit<RouteFacts, 'access' | 'params' | 'query' | 'body' | 'responses'> & {
  readonly access: A
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly responses: R
} & (
    | { readonly idempotent?: false; handle(request: RouteRequest<P, Q, B, R, A>): Promise<RouteReply> }
    | {
        /**
         * Callers bring an `Idempotency-Key`: a request that comes again is answered as the first time, and acts once. What the handler writes with
         * `tx` is stored together with its answer.
         */
        readonly idempotent: true
        handle(request: RouteRequest<P, Q, B, R, A>, tx: Tx): Promise<RouteReply>
      }
  )

/** A request as it came, its caller let in. */
export interface RawRequest {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly caller: Caller
  readonly correlationId: string
}

/** A route with the types of what it takes and answers closed over, so that one list holds routes of every kind. */
export interface Route extends RouteFacts {
  readonly idempotent: boolean
  /** @param tx given to idempotent routes. @throws InvalidRequest when a part does not fit its schema */
  run(request: RawRequest, tx: Tx | undefined): Promise<Answer>
}

/** Declares one route of a part: `http: [route({ … })]`. */
export function route<
  R extends Responses,
  A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<P, Q, B, R, A>): Route {
  const write = spec.page ? asPage : asJson
  return {
    ...spec,
    idempotent: spec.idempotent === true,
    async run({ params, query, body, caller, correlationId }, tx) {
      const { access } = spec
      if (!isCallerOf(access, caller)) throw new Error('A caller was let in by the rule of another route.')
      const request = {
        params: readPart(spec.params, params, 'params'),
        query: readPart(spec.query, query, 'query'),
        body: readPart(spec.body, body, 'body'),
        caller,
        correlationId,
        reply: (status: number, answer: unknown) => ({ status, body: answer }),
      }
      if (spec.idempotent !== true) return toAnswer(spec.responses, await spec.handle(request), write)
      if (!tx) throw new Error('An idempotent route runs in a transaction.')
      return toAnswer(spec.responses, await spec.handle(request, tx), write)
    },
  }
}
