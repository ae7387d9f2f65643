/** Containers ask for more open files and processes than a machine may allow, and then do not start: these are its own limits. */
export function limitOptions(): readonly string[] {
  const { userLimits } = process.report.getReport() as unknown as {
    readonly userLimits: Readonly<Record<string, { readonly hard: number | 'unlimited' }>>
  }
  const usual = [
    ['nofile', 'open_files', 1_048_576],
    ['nproc', 'max_user_processes', 32_768],
  ] as const
  return usual.flatMap(([option, key, most]) => {
    const limit = Math.min(Number(userLimits[key]?.hard) || most, most)
    return ['--ulimit', `${option}=${limit}:${limit}`]
  })
}
