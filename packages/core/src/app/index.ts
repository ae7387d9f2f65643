export { type CommandLine, openCommandLine } from './command-line.ts'
export { type App, type AppOptions, createApp } from './create-app.ts'
