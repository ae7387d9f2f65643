// Writes the digest that each base image has in its registry today into Dockerfile and docker-compose.yml, so that everybody builds from
// the same bytes; run again, it brings them up to date. With --check it changes nothing. Ends with 1 when something is unpinned or behind
// (--check), with 2 when a registry did not say, and then nothing is written.
import path from 'node:path'
import { readProcessEnv } from '../packages/core/src/config/index.ts'
import { pinImages } from './images-pin/pin.ts'

process.exitCode = await pinImages({
  folder: path.resolve(import.meta.dirname, '..'),
  // A mirror, asked instead of the registries that the names lead to.
  registry: readProcessEnv().IMAGES_REGISTRY,
  check: process.argv.includes('--check'),
  print: (line) => console.log(line),
})
