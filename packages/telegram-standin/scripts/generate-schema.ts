import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript-api'
import { limitsIn } from './comment-limits.ts'

// Turns grammY's type declarations of the Bot API into one JSON schema: every method's parameters and result, and all types.

export interface Schema {
  [keyword: string]: unknown
}

interface MethodSchema {
  readonly params: Schema
  readonly result: Schema
}

const here = dirname(fileURLToPath(import.meta.url))
export const schemaFile = join(here, '../src/schema/schema.generated.json')

// The types come with grammy; a dependency of our own on them could end up as a second, different copy.
const typesFolder = (): string => {
  const grammy = createRequire(import.meta.url).resolve('grammy')
  return dirname(createRequire(pathToFileURL(grammy)).resolve('@grammyjs/types'))
}

const entry = (folder: string): string => `
import type { ApiMethods, Update } from ${JSON.stringify(join(folder, 'mod.js'))}
interface UploadedFileMarker { __uploaded_file: true }
export type Methods = ApiMethods<UploadedFileMarker>
export type AnyUpdate = Update
`

const load = () => {
  const folder = typesFolder()
  const file = join(folder, '__entry.ts')
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    skipLibCheck: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists, readFile } = host
  host.getSourceFile = (name, language) =>
    name === file ? ts.createSourceFile(name, entry(folder), language) : getSourceFile.call(host, name, language)
  host.fileExists = (name) => name === file || fileExists.call(host, name)
  host.readFile = (name) => (name === file ? entry(folder) : readFile.call(host, name))
  const program = ts.createProgram([file], options, host)
  const source = program.getSourceFile(file)
  if (source === undefined) throw new Error(`Could not read the Bot API types in ${folder}.`)
  return { checker: program.getTypeChecker(), source }
}

const has = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0

const nameOf = (checker: ts.TypeChecker, type: ts.Type): string | null => {
  const symbol = type.aliasSymbol ?? (type.flags & ts.TypeFlags.Object ? type.symbol : undefined)
  if (symbol === undefined || symbol.name.startsWith('__')) return null
  const declaration = symbol.declarations?.[0]
  if (declaration === undefined || !declaration.getSourceFile().fileName.includes('@grammyjs')) return null
  return checker.getFullyQualifiedName(symbol).replace(/^"[^"]*"\./, '')
}

// One line per method and type: a changed Bot API shows as changed lines.
const file = (methods: object, update: Schema, definitions: object): string => {
  const lines = (map: object): string =>
    Object.entries(map)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n')
  return `{"methods":{\n${lines(methods)}\n},\n"update":${JSON.stringify(update)},\n"definitions":{\n${lines(definitions)}\n}}\n`
}

export const generateSchema = (): string => {
  const { checker, source } = load()
  const definitions: Record<string, Schema> = {}

  const isMarker = (type: ts.Type): boolean => type.symbol?.name === 'UploadedFileMarker'

  const properties = (type: ts.Type): Schema => {
    const fields: Record<string, Schema> = {}
    const required: string[] = []
    for (const symbol of checker.getPropertiesOfType(type)) {
      const fieldType = checker.getTypeOfSymbolAtLocation(symbol, source)
      if (has(fieldType, ts.TypeFlags.Undefined | ts.TypeFlags.Never)) continue
      const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker))
      fields[symbol.name] = withLimits(convert(fieldType), comment)
      if ((symbol.flags & ts.SymbolFlags.Optional) === 0) required.push(symbol.name)
    }
    return {
      type: 'object',
      properties: fields,
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    }
  }

  const withLimits = (schema: Schema, comment: string): Schema => ({ ...schema, ...limitsIn(comment, schema.type) })

  const union = (type: ts.UnionType): Schema => {
    const members = type.types.filter((member) => !has(member, ts.TypeFlags.Undefined) && !isMarker(member))
    if (members.length === 0) return { type: 'string' }
    if (members.every((member) => has(member, ts.TypeFlags.BooleanLiteral)) && members.length === 2)
      return { type: 'boolean' }
    if (members.every((member) => member.isStringLiteral())) {
      return { enum: members.map((member) => (member.isStringLiteral() ? member.value : '')).sort() }
    }
    if (members.length === 1 && members[0] !== undefined) return convert(members[0])
    const schemas = members.map(convert)
    const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()]
    const booleans = distinct.filter((schema) => typeof schema.const === 'boolean')
    if (booleans.length !== 2)
      return distinct.length === 1 && distinct[0] !== undefined ? distinct[0] : { anyOf: distinct }
    return { anyOf: [...distinct.filter((schema) => typeof schema.const !== 'boolean'), { type: 'boolean' }] }
  }

  const reference = (name: string, build: () => Schema): Schema => {
    // Generic types meet us with several type arguments that all stand for "file": one definition serves them.
    if (definitions[name] === undefined) {
      definitions[name] = {}
      definitions[name] = build()
    }
    return { $ref: `#/definitions/${name}` }
  }

  const structure = (type: ts.Type): Schema => {
    if (type.isUnion()) return union(type)
    // `Message & …` only narrows for TypeScript's sake; spelling it out each time would triple the file.
    const message = type.isIntersection() ? type.types.find((part) => nameOf(checker, part) === 'Message') : undefined
    if (message !== undefined) return convert(message)
    if (checker.isTupleType(type) || checker.isArrayType(type)) {
      // The two checks above say that it is one; the compiler's API offers no guard for it.
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: item === undefined ? {} : convert(item) }
    }
    return properties(type)
  }

  const convert = (type: ts.Type): Schema => {
    if (isMarker(type) || has(type, ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral)) return { type: 'string' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (has(type, ts.TypeFlags.Number)) return { type: 'number' }
    if (has(type, ts.TypeFlags.Boolean)) return { type: 'boolean' }
    if (has(type, ts.TypeFlags.BooleanLiteral)) return { const: checker.typeToString(type) === 'true' }
    if (has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {}
    const name = checker.isArrayType(type) ? null : nameOf(checker, type)
    return name === null ? structure(type) : reference(name, () => structure(type))
  }

  const exported = (name: string): ts.Type => {
    const module = checker.getSymbolAtLocation(source)
    const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name)
    if (symbol === undefined) throw new Error(`The entry file exports no ${name}.`)
    return checker.getDeclaredTypeOfSymbol(symbol)
  }

  const methodOf = (symbol: ts.Symbol): MethodSchema => {
    const [signature] = checker.getTypeOfSymbolAtLocation(symbol, source).getCallSignatures()
    if (signature === undefined) throw new Error(`${symbol.name} is no method.`)
    const [parameter] = signature.getParameters()
    const none = { type: 'object', properties: {}, additionalProperties: false }
    const type = parameter && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, source))
    return { params: type === undefined ? none : properties(type), result: convert(signature.getReturnType()) }
  }

  const methods: Record<string, MethodSchema> = {}
  for (const symbol of checker.getPropertiesOfType(exported('Methods'))) methods[symbol.name] = methodOf(symbol)
  return file(methods, convert(exported('AnyUpdate')), definitions)
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  writeFileSync(schemaFile, generateSchema())
  console.log(`Wrote ${schemaFile}`)
}
