import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../../..')

export const migrationsDir = path.join(root, 'prisma', 'migrations')
export const schemaDir = path.join(root, 'prisma', 'schema')
export const catalogFile = path.join(root, 'prisma', 'catalog.txt')
