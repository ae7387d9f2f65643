import { z } from 'zod'
import { findIds } from '../demo/people.ts'
import { inOrder, stories } from '../demo/stories.ts'
import type { Routes } from './context.ts'
import { buttonsShape, storyShape, toButtons, toStory } from './demo-schema.ts'

/** What the features bring: stories, buttons, and the stand-ins of outside services. */
export const demoRoutes: Routes = (server, { demos, outside, standin }) => {
  const idOf = findIds(standin)
  const telling = { summary: 'The guided stories of the page', response: { 200: z.array(storyShape) } }
  server.get('/control/stories', { schema: telling }, () =>
    inOrder([...demos.flatMap(({ demo }) => demo.stories), ...stories]).map((story) => toStory(story, idOf)),
  )
  const showing = { summary: 'Buttons of the page that features bring', response: { 200: z.array(buttonsShape) } }
  server.get('/control/buttons', { schema: showing }, () =>
    demos.flatMap(({ demo }) => demo.buttons).map((group) => toButtons(group, idOf)),
  )

  for (const service of outside) {
    const { name, title, answer, state } = service
    const reading = { summary: `What ${title} answers`, response: { 200: state } }
    server.get(`/control/${name}`, { schema: reading }, () => service.read())
    const setting = { summary: `Set what ${title} answers`, body: answer, response: { 200: state } }
    server.put(`/control/${name}`, { schema: setting }, async (request) => {
      await service.set(request.body)
      return service.read()
    })
  }
}
