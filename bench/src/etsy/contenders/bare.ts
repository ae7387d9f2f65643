// The least that reads the same shop: the same pages one after the other with fetch, and JSON.parse. Nothing is checked, compared, stored or counted.
import { z } from 'zod'
import { readUsage, serve } from '../../support/serve.ts'
import { measured } from '../measured.ts'

const { ETSY_API_URL = '' } = process.env
const input = z.object({ shop: z.number(), token: z.string() })

async function readAll({ shop, token }: z.infer<typeof input>): Promise<number> {
  let seen = 0
  for (let offset = 0; ; offset += 100) {
    const query = `state=active&limit=100&offset=${offset}&includes=Inventory`
    const answer = await fetch(`${ETSY_API_URL}/shops/${shop}/listings?${query}`, {
      headers: { 'x-api-key': 'demo-keystring:demo-secret', authorization: `Bearer ${token}` },
    })
    const page: { count: number; results: unknown[] } = JSON.parse(await answer.text())
    seen += page.results.length
    if (offset + 100 >= page.count) return seen
  }
}

serve({ usage: readUsage, look: (given) => measured(() => readAll(input.parse(given))) }, async () => undefined)
