// Writes `.env.example` and the README's table of variables; with --check it only says whether they are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { listVariables } from './env-example/variables.ts'
import { writeExample, writeTable } from './env-example/write.ts'

const root = path.resolve(import.meta.dirname, '..')
const example = path.join(root, '.env.example')
const readme = path.join(root, 'README.md')

const variables = listVariables()
const wanted = [
  { file: example, text: writeExample(variables) },
  { file: readme, text: writeTable(readFileSync(readme, 'utf8'), variables) },
]
const stale = wanted.filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text)
const names = stale.map(({ file }) => path.basename(file)).join(' and ')

if (stale.length === 0) console.log(`.env.example and README.md show all ${variables.length} variables`)
else if (process.argv.includes('--check')) {
  console.error(`${names} no longer show the variables that the code declares: run npm run env:example`)
  process.exitCode = 1
} else {
  for (const { file, text } of stale) writeFileSync(file, text)
  console.log(`${names} written, ${variables.length} variables`)
}
