import { z } from 'zod'
import type { Core, Part } from '../feature/index.ts'
import { jobType, onJob } from '../jobs/index.ts'
import { sweepDraftFiles } from './draft-photos.ts'
import type { Forms } from './forms.ts'
import { eraseDrafts, exportDrafts } from './personal-data.ts'

const sweepDrafts = jobType('core.sweep-draft-files', z.object({}))

/** Forms that people fill in. */
export function formsPart(core: Core, forms: Forms): Part {
  return {
    callbacks: forms.callbacks,
    jobs: [
      onJob(sweepDrafts, {
        // A little after `core.prune`, which removes the drafts.
        schedule: { cron: '22 * * * *' },
        timeoutMs: 300_000,
        maxAttempts: 3,
        run: (_payload, { signal }) => sweepDraftFiles(core, signal),
      }),
    ],
    retention: [
      {
        id: 'draft',
        table: 'core_form_draft',
        ageColumn: 'updated_at',
        keepMs: 30 * 86_400_000,
        time: 'business',
        personal: true,
      },
      {
        id: 'form-message',
        table: 'core_form_message',
        ageColumn: 'updated_at',
        keepMs: 30 * 86_400_000,
        time: 'business',
        personal: true,
      },
      {
        id: 'album',
        table: 'core_form_album',
        ageColumn: 'created_at',
        keepMs: 86_400_000,
        time: 'business',
        personal: true,
      },
    ],
    sealed: [
      { table: 'core_form_draft', column: 'context', key: ['id'] },
      { table: 'core_form_value', column: 'value', key: ['draft_id', 'field'] },
      { table: 'core_form_album', column: 'remarks', key: ['user_id', 'album'] },
    ],
    eraseUser: eraseDrafts,
    exportUser: (userId) => exportDrafts(core, userId),
  }
}
