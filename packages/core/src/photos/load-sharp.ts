/** Loaded with the first picture: a process that never sees one saves 20 MB. */
export async function loadSharp() {
  const { default: sharp } = await import('sharp')
  // Whatever a file pretends to be, only these three decoders can be reached.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
  })
  // Every picture is seen once.
  sharp.cache(false)
  return sharp
}
