/** What a seller's browser does with the authorisation page: opens it, presses a button, and is led back. @returns where to, unvisited */
export async function pressOnPage(
  url: string,
  pressed: { readonly decision: 'allow' | 'deny'; readonly user: string },
): Promise<string> {
  const page = await fetch(url, { redirect: 'manual' })
  const text = await page.text()
  if (page.status !== 200) {
    throw new Error(`Etsy's page does not open: ${page.status} ${/<p>(.*?)<\/p>/.exec(text)?.[1] ?? text}`)
  }
  const answer = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(pressed) })
  const location = answer.headers.get('location')
  if (answer.status !== 302 || location === null) throw new Error(`Etsy's page leads nowhere: ${answer.status}`)
  return location
}
