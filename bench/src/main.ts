// npm run bench -- NAME [arguments]: every file beside this one is a benchmark; its last line is one line of JSON.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const benchmark = z.object({
  run: z.custom<(args: readonly string[]) => Promise<object>>((value) => typeof value === 'function'),
})

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== path.basename(import.meta.filename))
  .map((file) => path.basename(file, '.ts'))

async function main(name: string | undefined, args: readonly string[]): Promise<void> {
  if (name === undefined || !names.includes(name)) {
    console.log(`Usage: npm run bench -- NAME [arguments]. Benchmarks: ${names.join(', ')}`)
    if (name !== undefined) throw new Error(`There is no benchmark "${name}".`)
    return
  }
  const { run } = benchmark.parse(await import(new URL(`${name}.ts`, import.meta.url).href))
  const result = await run(args)
  console.log(JSON.stringify({ bench: name, ...result }))
}

await main(process.argv[2], process.argv.slice(3))
