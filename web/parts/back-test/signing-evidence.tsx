import type { VersionRow } from '../../../contract/agreement-views.ts'
import { useBackTests } from './use-back-tests.ts'

/** On what a proposal is signed: the newest back-test of its text, in one sentence, over the two signatures. */
export function SigningEvidence({ version }: { version: VersionRow }) {
  const tests = useBackTests(version.id)
  if (version.state !== 'proposed' || !tests.data || tests.data.stages.length === 0) return null
  const newest = tests.data.items.find(({ result, isOlderRevision }) => result !== null && !isOlderRevision)
  return (
    <p className="mb-3 max-w-prose text-sm text-ink-2">
      {newest?.result?.sentence ?? 'Nobody has back-tested this text yet.'}{' '}
      <a
        href="#back-test"
        className="underline decoration-line-strong underline-offset-4 hover:decoration-ink"
      >
        {newest ? 'See the back-test' : 'Run a back-test'}
      </a>
    </p>
  )
}
