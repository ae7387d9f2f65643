// Plain JavaScript because the engine's WebAssembly glue has no usable types; schema-engine.d.mts describes it.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const filters = { externalTables: [], externalEnums: [] }
let ready = false

function loadEngine() {
  if (ready) return
  const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const module = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    set_message(message) {
      this.message = message
    },
  }
  ready = true
}

// The adapter knows no "char" (18) and no name (19), the types of the catalog that the engine reads.
const asText = new Map([
  [18, 25],
  [19, 25],
  [1002, 1009],
  [1003, 1009],
])

function mapCatalogTypes(result) {
  for (const one of [result].flat()) {
    for (const field of one?.fields ?? []) field.dataTypeID = asText.get(field.dataTypeID) ?? field.dataTypeID
  }
  return result
}

class CatalogPool extends pg.Pool {
  query(...args) {
    return super.query(...args).then(mapCatalogTypes)
  }
}

function readSchemaFiles(schemaDir) {
  const names = readdirSync(schemaDir).filter((name) => name.endsWith('.prisma'))
  return names.sort().map((name) => ({
    path: path.join(schemaDir, name),
    content: readFileSync(path.join(schemaDir, name), 'utf8'),
  }))
}

function adapterFactory(pool) {
  const base = new PrismaPg(pool)
  const connect = async () => {
    const adapter = await base.connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const at = result.columnNames.indexOf('constraint_type')
      if (at >= 0) result.columnTypes[at] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
  // A shadow database is never needed here: the caller brings a scratch database with all migrations applied.
  const connectToShadowDb = () => Promise.reject(new Error('no shadow database: pass a migrated scratch database'))
  return { provider: base.provider, adapterName: base.adapterName, connect, connectToShadowDb }
}

export async function diffDatabaseToSchema(url, schemaDir) {
  loadEngine()
  const files = readSchemaFiles(schemaDir)
  const pool = new CatalogPool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  try {
    const datamodels = files.map((file) => [file.path, file.content])
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(pool))
    const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, adapter)
    const result = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: path.resolve(schemaDir, '..') },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
      shadowDatabaseUrl: null,
    })
    return result.exitCode === 0 ? '' : (result.stdout ?? '')
  } catch (error) {
    const panic = globalThis.PRISMA_WASM_PANIC_REGISTRY.message
    throw new Error(`Prisma's schema engine failed: ${error?.message ?? error} ${panic}`.trim(), { cause: error })
  } finally {
    await pool.end()
  }
}
