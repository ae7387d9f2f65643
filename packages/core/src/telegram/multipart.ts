import { randomBytes } from 'node:crypto'

/** A file that goes with a call; the payload names it as `attach://<name>`. */
export interface Upload {
  readonly name: string
  readonly filename: string
  readonly contentType: string
  /** Asked for when the call is made: what waits for its turn holds no bytes. */
  read(): Promise<Uint8Array>
}

/** A call's body as a form. In one piece, so that its length is known and it is clear when all of it was handed over. */
export async function multipartBody(
  payload: object,
  upload: Upload,
): Promise<{ readonly contentType: string; readonly body: Uint8Array }> {
  const boundary = `bazaar-${randomBytes(18).toString('hex')}`
  const fields = Object.entries(payload)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
    })
  const { name, filename, contentType } = upload
  const bytes = await upload.read()
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${filename}"\r\ncontent-type: ${contentType}\r\n\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(fields.join('') + file), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
