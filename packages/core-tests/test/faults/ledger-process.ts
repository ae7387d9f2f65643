// Works on the books until it is killed, a line for each name that is done: node ledger-process.ts <database url> <first number of each lane …>

import { createFakeClock } from '@bazaar/testing'
import { openWork } from './ledger-work.ts'

const [, , url = '', ...first] = process.argv
const { work } = openWork(url, createFakeClock())

async function runLane(lane: number, from: number): Promise<void> {
  for (let number = from; ; number += 1) {
    await work(`${lane}-${number}`)
    process.stdout.write(`${lane}-${number}\n`)
  }
}

await Promise.all(first.map((from, lane) => runLane(lane, Number(from))))
