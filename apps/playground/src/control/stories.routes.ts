import { z } from 'zod'
import { stories, story } from '../demo/stories.ts'
import type { Routes } from './context.ts'

export const storyRoutes: Routes = (server) => {
  const schema = { summary: 'The guided stories of the page', response: { 200: z.array(story) } }
  server.get('/control/stories', { schema }, () => [...stories])
}
