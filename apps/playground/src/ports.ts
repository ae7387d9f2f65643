import { createServer } from 'node:net'

/** Says which variable to change when the port is taken; called before anything else is started. */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error)
      const what = error.code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used by this user'
      reject(
        new Error(`Port ${port} ${what}. Set ${variable} to another port, e.g. ${variable}=${port + 100} npm start`),
      )
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}
