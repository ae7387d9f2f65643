import type { CliVerb } from '@bazaar/core/feature'
import { readText } from '@bazaar/core/text-files'
import { parseTrackedUsers } from './import/index.ts'
import type { Services } from './services.ts'
import type { Offer } from './sources/index.ts'
import { discountPercent } from './stock-lines.ts'

function decimal(minor: bigint): string {
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`
}

function tableRow({ faceValueMinor, priceMinor, status, quantity }: Offer): string {
  const discount = priceMinor === undefined ? '-' : `${discountPercent({ faceValueMinor, priceMinor })} %`
  const price = priceMinor === undefined ? '-' : decimal(priceMinor)
  const cells = [decimal(faceValueMinor), price, discount, quantity === undefined ? '-' : String(quantity)]
  return [...cells.map((cell) => cell.padStart(10)), status === 'in' ? '  in stock' : '  sold out'].join('')
}

function createCheckVerb({ sources, source: primary }: Services): CliVerb {
  return {
    name: 'voucher:check',
    needsDatabase: false,
    summary: 'Print the stock table of a source: voucher:check [--source ID]',
    async run(args, print) {
      const wanted = args[0] === '--source' ? args[1] : undefined
      const source = args.length === 0 ? primary : sources.find((one) => one.id === wanted)
      if (source === undefined) {
        print(`Usage: voucher:check [--source ID], where ID is one of: ${sources.map((one) => one.id).join(', ')}`)
        return 1
      }
      const reading = await source.fetch(AbortSignal.timeout(40_000))
      if (reading.kind === 'failed') {
        print(
          `${source.name} could not be read (${reading.reason}: ${reading.detail}). This says nothing about its stock.`,
        )
        return 1
      }
      print(`${source.name}, amounts in ${source.currency}`)
      print(`${['value', 'price', 'discount', 'quantity'].map((cell) => cell.padStart(10)).join('')}  status`)
      for (const offer of reading.offers) print(tableRow(offer))
      if (reading.offers.length === 0) print('  nothing is listed: all sold out')
      return 0
    },
  }
}

function findText(file: string): string | undefined {
  try {
    return readText(file)
  } catch {
    return undefined
  }
}

function createImportVerb({ importUsers }: Services): CliVerb {
  return {
    name: 'voucher:import',
    needsDatabase: true,
    summary: 'Import the tracked_users JSON of the older bot (can be repeated): voucher:import FILE',
    async run([file], print) {
      if (file === undefined) {
        print('Usage: voucher:import FILE')
        return 1
      }
      const text = findText(file)
      const parsed = text === undefined ? undefined : parseTrackedUsers(text)
      if (parsed === undefined || parsed.kind === 'problems') {
        for (const problem of parsed?.problems ?? [`${file} cannot be read.`]) print(problem)
        print('Nothing was imported.')
        return 1
      }
      const { imported, present } = await importUsers(parsed.users)
      print(`${imported} imported, ${present} followed already and were left as they are.`)
      return 0
    },
  }
}

export function createCli(services: Services): readonly CliVerb[] {
  return [createCheckVerb(services), createImportVerb(services)]
}
