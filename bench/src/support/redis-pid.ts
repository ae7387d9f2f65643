import { connect } from 'node:net'

/** Process id of a Redis server, as it says itself. */
export function readRedisPid(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(url)
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write('INFO server\r\n'))
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      answer += chunk
      const pid = /process_id:(\d+)/.exec(answer)?.[1]
      if (pid === undefined) return
      socket.destroy()
      resolve(Number(pid))
    })
    socket.on('error', reject)
  })
}
