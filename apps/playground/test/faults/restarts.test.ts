import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../support/control-client.ts'
import { endAll, freePort, freePorts, launch, startPlayground, temporaryFolder } from '../support/playground-process.ts'

const folders: ReturnType<typeof temporaryFolder>[] = []
const newFolder = () => {
  const folder = temporaryFolder()
  folders.push(folder)
  return folder.dir
}

afterEach(async () => {
  await endAll()
  for (const folder of folders.splice(0)) folder.remove()
})

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function refused(environment: Record<string, string>): Promise<string> {
  const playground = launch(newFolder(), await freePorts(), environment)
  if (playground.child.exitCode === null) await once(playground.child, 'exit')
  expect(playground.child.exitCode).toBe(1)
  return playground.output()
}

describe('starting', () => {
  it('refuses what belongs to production, and says why', async () => {
    expect(await refused({ DATABASE_URL: 'postgres://localhost/x' })).toMatch(/DATABASE_URL is set but no BOT_TOKEN/)
    expect(await refused({ NODE_ENV: 'production' })).toMatch(/NODE_ENV=production but no BOT_TOKEN/)
    expect(await refused({ FEATURES: 'nothing' })).toMatch(/FEATURES: got nothing/)
    expect(await refused({ PORT: 'many', PLAYGROUND_PORT: '0' })).toMatch(/PORT is "many"[\s\S]*PLAYGROUND_PORT is "0"/)
  })

  it('names the variable of a taken port', async () => {
    const port = await freePort()
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    try {
      expect(await refused({ PLAYGROUND_PORT: String(port) })).toMatch(
        new RegExp(`Port ${port} is taken.*PLAYGROUND_PORT`),
      )
      expect(await refused({ PORT: String(port) })).toMatch(new RegExp(`Port ${port} is taken.* PORT`))
    } finally {
      server.close()
    }
  })

  it('refuses a second start on one data folder and leaves the first alone', async () => {
    const dir = newFolder()
    const first = await startPlayground(dir)
    const second = launch(dir, await freePorts())
    await once(second.child, 'exit')
    expect(second.child.exitCode).toBe(1)
    expect(second.output()).toMatch(/already works in/)
    expect((await first.control.call('GET', '/control/users')).status).toBe(200)
  })

  it('may be interrupted while it starts, and leaves nothing', async () => {
    const dir = newFolder()
    const interrupted = launch(dir, await freePorts())
    await eventually('the data folder is claimed', async () =>
      interrupted.output() !== '' || existsSync(`${dir}/database`) ? true : undefined,
    )
    expect(await interrupted.end('SIGINT')).toBe(0)
    await startPlayground(dir)
  })
})

describe.runIf(process.getuid?.() === 0)('as root under a private folder', () => {
  it('starts, and says where PostgreSQL put the data', async () => {
    const dir = newFolder()
    chmodSync(dir, 0o700)
    const playground = await startPlayground(path.join(dir, 'clone/.data/playground'))
    const elsewhere = /its data are in (\S+)/.exec(playground.output())?.[1]
    expect(elsewhere).toMatch(/^\//)
    await playground.end('SIGTERM')
    rmSync(elsewhere ?? '', { recursive: true })
  })
})

describe('after kill -9', () => {
  it('of the supervisor: the bot ends, the next start recovers, no id is given out twice', async () => {
    const dir = newFolder()
    const ports = await freePorts()
    const first = await startPlayground(dir, ports)
    const { pid } = await first.control.ask('GET', '/control/bot')
    const sent = await first.control.says(1001, '/start')
    const { id } = await first.control.ask('POST', '/control/users', { first_name: 'New', admin: true })
    await first.end('SIGKILL')

    const second = await startPlayground(dir, ports)
    await eventually('the orphan ends', async () => (isAlive(pid) ? undefined : true))
    const people = await second.control.ask('GET', '/control/users')
    expect(people.find((person: { id: number }) => person.id === id)).toMatchObject({ first_name: 'New', admin: true })
    const next = await second.control.says(1001, '/help')
    expect(next).toBeGreaterThan(sent)
    await second.control.sees(1001, /./, next)
  })

  it('of everything at once: the next start recovers', async () => {
    const dir = newFolder()
    const ports = await freePorts()
    const first = await startPlayground(dir, ports)
    const { pid } = await first.control.ask('GET', '/control/bot')
    const postgres = await postmasterPid(dir)
    process.kill(postgres, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
    await first.end('SIGKILL')
    const second = await startPlayground(dir, ports)
    const asked = await second.control.says(1001, '/start')
    await second.control.sees(1001, /./, asked)
  })

  it('of the bot by somebody else: it is started again', async () => {
    const playground = await startPlayground(newFolder())
    const { pid } = await playground.control.ask('GET', '/control/bot')
    process.kill(pid, 'SIGKILL')
    await eventually('a new bot', async () => {
      const status = await playground.control.ask('GET', '/control/bot')
      return status.state === 'running' && status.pid !== pid ? true : undefined
    })
    expect(playground.output()).toMatch(/ended by itself \(SIGKILL\)/)
  })
})

async function postmasterPid(dir: string): Promise<number> {
  const find = spawn('pgrep', ['-f', `${dir}/database/cluster`], { stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  find.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  await once(find, 'close')
  return Number(output.split('\n')[0])
}
