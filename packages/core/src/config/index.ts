export { type Config, type ConfigResult, envDeclarations, loadConfig } from './config.ts'
export { linkUrl } from './link-url.ts'
export { describeProblems } from './parse-env.ts'
export { type RawEnv, readProcessEnv } from './process-env.ts'
