export { type CommandLine, openCommandLine } from './command-line.ts'
export { type App, type AppOptions, createApp } from './create-app.ts'
export { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts'
