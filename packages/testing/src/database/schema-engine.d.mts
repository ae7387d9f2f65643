/**
 * The SQL that would turn the database at `url` into what the `.prisma` files in `schemaDir` describe; empty when they
 * agree. Runs Prisma's own engine in WebAssembly, offline. CHECKs, partial indexes, functions and triggers are
 * invisible to it: `catalog.ts` watches those.
 */
export declare function diffDatabaseToSchema(url: string, schemaDir: string): Promise<string>
