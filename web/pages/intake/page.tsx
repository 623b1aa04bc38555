import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createImport, listImports } from '../../../contract/imports.ts'
import { sendForm } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { useUrlState } from '../../ui/url-state.ts'
import { DuplicatesTab } from './duplicates-tab.tsx'
import { ImportsTab } from './imports-tab.tsx'
import { QualityTab } from './quality-tab.tsx'

const tabs = [
  { key: 'imports', label: 'Imports' },
  { key: 'quality', label: 'Data quality' },
  { key: 'duplicates', label: 'Duplicates' },
] as const

/** Where exports come in, and where one sees what is odd about the data. */
export function ImportPage() {
  const [state, setState] = useUrlState()
  const { can } = useSession()
  const upload = useUpload()
  const tab = tabs.find(({ key }) => key === state.tab)?.key ?? 'imports'
  return (
    <Page>
      <PageHeader
        title="Import & data quality"
        note="The exports of your CRM and your marketing tools, told apart by content. Nothing is dropped silently."
      />
      {can.write && tab === 'imports' && (
        <FileDrop
          label={upload.isPending ? 'Reading the file …' : 'Drop an export here'}
          hint="CSV, TSV or XLSX from HubSpot, Salesforce, Pipedrive, a spreadsheet or anything else, up to 2 GB"
          disabled={upload.isPending}
          onFiles={([file]) => {
            if (file) upload.mutate(file)
          }}
        />
      )}
      <Tabs
        label="Import and data quality"
        tabs={tabs}
        value={tab}
        onChange={(next) => setState({ tab: next })}
      >
        {tab === 'imports' && <ImportsTab />}
        {tab === 'quality' && <QualityTab />}
        {tab === 'duplicates' && <DuplicatesTab />}
      </Tabs>
    </Page>
  )
}

function useUpload() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file, file.name)
      return sendForm(createImport, form)
    },
    onSuccess: (made) => void navigate({ to: `/import/${made.id}` }),
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [listImports.id] }),
  })
}
