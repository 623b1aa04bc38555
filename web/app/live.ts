import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { liveEventNames, streamEvents } from '../../contract/journal.ts'
import { addressOf } from './client.ts'

/** Many events in a moment, such as those of an import, refresh the screen once. */
const gatherMs = 800

/**
 * Which answers an event touches, by the tag of their endpoints. An event about a subject that is not listed refreshes
 * everything that is on screen, which is slower but never stale; an import is such an event.
 */
const touchedTags: Readonly<Record<string, readonly string[]>> = {
  contact: [
    'Contacts',
    'Accounts',
    'Buying committee',
    'Identity',
    'Leads',
    'Fields and changes',
    'Data quality',
    'Journal',
  ],
  account: ['Accounts', 'Contacts', 'Identity', 'Pipeline', 'Fields and changes', 'Data quality', 'Journal'],
  lead: ['Leads', 'Contacts', 'Accounts', 'Funnel', 'Campaigns', 'Data quality', 'Journal'],
  deal: ['Pipeline', 'Contacts', 'Accounts', 'Funnel', 'Metrics', 'Campaigns', 'Data quality', 'Journal'],
  agreement: ['Agreements', 'Profiles', 'Back-tests', 'Calibration', 'Notifications', 'Journal'],
  calibration: ['Calibration', 'Notifications', 'Journal'],
  'back-test': ['Back-tests', 'Journal'],
  invitation: ['Members', 'Workspace', 'Journal'],
  key: ['API keys', 'Journal'],
  view: ['Saved views'],
}

/** Follows what happens in the workspace and asks again for what it touched. */
export function useLiveUpdates() {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource(addressOf(streamEvents, {}))
    const gathered = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      refresh(client, [...gathered])
      gathered.clear()
    }
    const gather = (subject: string) => {
      gathered.add(subject)
      timer ??= setTimeout(flush, gatherMs)
    }
    source.addEventListener(liveEventNames.event, (event: MessageEvent<string>) =>
      gather(subjectOf(event.data)),
    )
    source.addEventListener(liveEventNames.resync, () => gather(''))
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [client])
}

function refresh(client: QueryClient, subjects: readonly string[]) {
  const tags = subjects.map((subject) => touchedTags[subject])
  const everything = tags.includes(undefined)
  const touched = new Set(tags.flatMap((some) => some ?? []))
  void client.invalidateQueries({
    predicate: (query) => query.meta?.live !== false && (everything || touched.has(String(query.meta?.tag))),
  })
}

function subjectOf(data: string): string {
  try {
    const event: unknown = JSON.parse(data)
    const subject: unknown =
      typeof event === 'object' && event !== null ? Reflect.get(event, 'subjectKind') : null
    return String(subject)
  } catch {
    return ''
  }
}
