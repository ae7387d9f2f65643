import { z } from 'zod'

/** One thing that is wrong with a request, and where: `body.items.0.id`. */
export interface InvalidPlace {
  readonly path: string
  readonly message: string
}

/** Why a request was not served, whatever refused it: schema, access rule, limit, parser, an `AppError`, or a bug. */
export interface Problem {
  readonly status: number
  /** Text key, e.g. `core-http-unauthorized`. */
  readonly key: string
  /** In English; absent for a bug, about which callers learn only the correlation id. */
  readonly message?: string
  readonly problems?: readonly InvalidPlace[]
  readonly correlationId: string
}

/** How a route answers whoever it refuses. */
export interface ErrorShape {
  /** `application/json` unless told. */
  readonly contentType?: string
  /** For the OpenAPI document. */
  readonly schema: z.ZodType
  /** A value that is sent as JSON, or a text that is sent as it is. */
  body(problem: Problem): object | string
}

/** The house's: `{ error, message, problems, correlationId }`. */
export const houseErrors: ErrorShape = {
  schema: z.object({
    error: z.string(),
    message: z.string().optional(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    correlationId: z.string(),
  }),
  body: ({ key, message, problems, correlationId }) => ({
    error: key,
    ...(message !== undefined && { message }),
    ...(problems && { problems }),
    correlationId,
  }),
}
