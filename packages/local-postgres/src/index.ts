export { type DataFolderLock, lockDataFolder } from './data-folder-lock.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './start.ts'
