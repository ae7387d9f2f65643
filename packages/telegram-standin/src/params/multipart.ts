import type { Upload } from './values.ts'

export interface MultipartPart {
  readonly name: string
  readonly text: string | null
  readonly file: Upload | null
}

const parameter = (header: string, name: string): string | null => {
  // `filename*=UTF-8''…` (RFC 5987) beats the plain form; both are sent by clients in the wild.
  const extended = new RegExp(`(?:^|[;\\s])${name}\\*=(?:UTF-8|utf-8)''([^;\\s]+)`).exec(header)
  if (extended?.[1] !== undefined) return decodeURIComponent(extended[1])
  const quoted = new RegExp(`(?:^|[;\\s])${name}="((?:[^"\\\\]|\\\\.)*)"`).exec(header)
  if (quoted?.[1] !== undefined) return quoted[1].replace(/\\(.)/g, '$1').replace(/%22/g, '"')
  // Some clients leave the quotes away, even around names with spaces.
  const bare = new RegExp(`(?:^|[;\\s])${name}=([^;"]+)`).exec(header)
  return bare?.[1]?.trim() ?? null
}

const readPart = (part: Buffer): MultipartPart | null => {
  const headEnd = part.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const headers = part.toString('utf8', 0, headEnd).split('\r\n')
  const find = (name: string): string | undefined =>
    headers
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const disposition = find('content-disposition')
  const name = disposition === undefined ? null : parameter(disposition, 'name')
  if (disposition === undefined || name === null) return null
  const body = part.subarray(headEnd + 4)
  const filename = parameter(disposition, 'filename')
  if (filename === null) return { name, text: body.toString('utf8'), file: null }
  // A copy, so that keeping one small file does not keep the whole request body alive.
  const file = { filename, contentType: find('content-type') ?? null, bytes: new Uint8Array(body) }
  return { name, text: null, file }
}

/** Splits a `multipart/form-data` body. Returns null when it is malformed. */
export const parseMultipart = (body: Buffer, contentType: string): MultipartPart[] | null => {
  const boundary = parameter(contentType, 'boundary')
  if (boundary === null) return null
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: MultipartPart[] = []
  let position = body.indexOf(delimiter)
  if (position < 0) return null
  for (;;) {
    position += delimiter.length
    if (body[position] === 0x2d && body[position + 1] === 0x2d) return parts
    const start = body.indexOf('\r\n', position)
    if (start < 0) return null
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start)
    if (next < 0) return null
    const part = readPart(body.subarray(start + 2, Math.max(start + 2, next)))
    if (part === null) return null
    parts.push(part)
    position = next + 2
  }
}
