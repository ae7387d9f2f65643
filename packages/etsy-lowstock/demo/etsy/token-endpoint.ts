import type { Granted, Grants, Tokens } from './grants.ts'
import { type Answer, json } from './types.ts'

const refusal = (status: number, error: string, description: string): Answer =>
  json(status, { error, error_description: description })

const answer = (granted: Granted<Tokens>): Answer =>
  granted.ok ? json(200, granted.value, { 'cache-control': 'no-store' }) : refusal(400, 'invalid_grant', granted.why)

/** `POST /v3/public/oauth/token`, in the words of RFC 6749. */
export function answerToken(grants: Grants, keystring: string, form: URLSearchParams): Answer {
  const client = form.get('client_id') ?? ''
  if (client !== keystring) return refusal(401, 'invalid_client', 'client_id is invalid')
  const [code, verifier, redirect] = [form.get('code'), form.get('code_verifier'), form.get('redirect_uri')]
  const token = form.get('refresh_token')
  switch (form.get('grant_type')) {
    case 'authorization_code':
      if (!code || !verifier || !redirect) {
        return refusal(400, 'invalid_request', 'code, code_verifier and redirect_uri are required')
      }
      return answer(grants.exchange({ code, verifier, redirect, client }))
    case 'refresh_token':
      if (!token) return refusal(400, 'invalid_request', 'refresh_token is required')
      return answer(grants.refresh({ token, client }))
    default:
      return refusal(400, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token')
  }
}
