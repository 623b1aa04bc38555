import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  checkImport,
  listImportTargets,
  proposeImportMapping,
  readImport,
  setImportMapping,
} from '../../../contract/imports.ts'
import type { ImportView } from '../../../contract/imports.ts'
import type { ColumnMapping, ColumnProposal, FileKind, Mapping } from '../../../contract/intake.ts'
import { ask, call } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select } from '../../ui/input.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { showProblem } from '../../ui/toast.tsx'
import { ColumnRow } from './column-row.tsx'
import { kindWords, originWords } from './words.ts'

type MappingStepProps = { view: ImportView; onDone: () => void }

/** Which column goes where: proposed with samples and how sure it is, decided by a person. */
export function MappingStep({ view, onDone }: MappingStepProps) {
  const [mapping, setMapping] = useState<Mapping | null>(view.mapping)
  const [proposals, setProposals] = useState(view.recognition?.proposal?.columns ?? noProposals)
  const [saveAs, setSaveAs] = useState('')
  const targets = useQuery({
    ...ask(listImportTargets, { query: { into: mapping?.into ?? 'contact' } }),
    enabled: mapping !== null,
  })
  const check = useCheck(view, onDone)
  const kind = useKindChange(view, (proposal) => {
    setMapping(proposal.mapping)
    setProposals(proposal.columns)
  })
  if (mapping === null) return <NothingToWrite view={view} onChoose={(next) => kind.mutate(next)} />
  const change = (column: ColumnMapping) =>
    setMapping({
      ...mapping,
      columns: mapping.columns.map((one) => (one.column === column.column ? column : one)),
    })
  return (
    <Card
      title="Columns"
      note={`${mapping.columns.length} columns. What is not mapped stays in the file and is not imported.`}
      aside={<KindSelect view={view} kind={mapping.kind} onChoose={(next) => kind.mutate(next)} />}
    >
      <ul className="divide-y divide-line border-t border-line">
        {mapping.columns.map((column) => (
          <ColumnRow
            key={column.column}
            column={column}
            proposal={proposals.find((one) => one.column === column.column)}
            targets={targets.data?.items ?? []}
            onChange={change}
          />
        ))}
      </ul>
      <Missing view={view} />
      <div className="mt-5 flex flex-wrap items-end justify-between gap-4">
        <Field
          label="Save this mapping as"
          hint="The next file with the same columns is mapped like this one."
        >
          <Input value={saveAs} maxLength={120} onChange={(event) => setSaveAs(event.target.value)} />
        </Field>
        <Button
          tone="primary"
          busy={check.isPending}
          onClick={() => check.mutate({ mapping, saveAs: saveAs.trim() || undefined })}
        >
          Dry run
        </Button>
      </div>
    </Card>
  )
}

const noProposals: readonly ColumnProposal[] = []

function useCheck(view: ImportView, onDone: () => void) {
  const client = useQueryClient()
  const params = { id: view.id }
  return useMutation({
    mutationFn: async (body: { mapping: Mapping; saveAs: string | undefined }) => {
      await call(setImportMapping, { params, body })
      return call(checkImport, { params })
    },
    onSuccess: onDone,
    onError: showProblem,
    onSettled: () => client.invalidateQueries({ queryKey: [readImport.id] }),
  })
}

type Proposal = NonNullable<NonNullable<ImportView['recognition']>['proposal']>

function useKindChange(view: ImportView, onProposal: (proposal: Proposal) => void) {
  return useMutation({
    mutationFn: (kind: FileKind) => call(proposeImportMapping, { params: { id: view.id }, query: { kind } }),
    onSuccess: onProposal,
    onError: showProblem,
  })
}

type KindSelectProps = { view: ImportView; kind: FileKind; onChoose: (kind: FileKind) => void }

const choosable: readonly FileKind[] = [
  'contact',
  'account',
  'lead',
  'leadConversion',
  'deal',
  'touch',
  'campaign',
  'spend',
  'member',
  'product',
  'stage',
  'stageChange',
]

function KindSelect({ view, kind, onChoose }: KindSelectProps) {
  const guesses = view.recognition?.recognition.candidates ?? []
  const label = (value: FileKind) => {
    const guess = guesses.find((one) => one.kind === value)
    return guess === undefined
      ? kindWords[value]
      : `${kindWords[value]} (${originWords[guess.origin]}, ${Math.round(guess.confidence * 100)} %)`
  }
  const kinds = choosable.includes(kind) ? choosable : [kind, ...choosable]
  return (
    <Select
      aria-label="What the file holds"
      value={kind}
      options={kinds.map((value) => ({ value, label: label(value) }))}
      onChange={(event) => onChoose(kinds.find((one) => one === event.target.value) ?? kind)}
      className="w-64"
    />
  )
}

function Missing({ view }: { view: ImportView }) {
  const missing = view.recognition?.proposal?.missing ?? []
  if (missing.length === 0) return null
  return (
    <ul role="status" className="mt-4 space-y-1 rounded-lg bg-warn-soft px-4 py-3 text-sm">
      {missing.map((one) => (
        <li key={one.message}>
          <span className="font-medium">{one.message}</span> {one.remedy}
        </li>
      ))}
    </ul>
  )
}

function NothingToWrite({ view, onChoose }: { view: ImportView; onChoose: (kind: FileKind) => void }) {
  const best = view.recognition?.recognition.candidates[0]
  return (
    <Card>
      <EmptyState
        title={
          best ? `${kindWords[best.kind]}: nothing that can be imported` : 'This file could not be recognised'
        }
        action={
          <Select
            aria-label="What the file holds"
            value=""
            placeholder="I know what it holds …"
            options={choosable.map((value) => ({ value, label: kindWords[value] }))}
            onChange={(event) => {
              const chosen = choosable.find((one) => one === event.target.value)
              if (chosen) onChoose(chosen)
            }}
          />
        }
      >
        {best?.because.join(' ')}
      </EmptyState>
    </Card>
  )
}
