import { useMutation } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { buildTaggedLink } from '../../../contract/campaigns.ts'
import type { CampaignView } from '../../../contract/campaigns.ts'
import { call, errorAt, RefusalError } from '../../app/client.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { showToast } from '../../ui/toast.tsx'

const start = { url: '', content: '', term: '' }

/** Builds a link whose clicks count for the campaign, ready to be copied. */
export function LinkCard({ campaign }: { campaign: CampaignView }) {
  const [values, setValues] = useState(start)
  const build = useMutation({
    mutationFn: () =>
      call(buildTaggedLink, {
        params: { id: campaign.id },
        query: {
          url: values.url.trim(),
          content: values.content.trim() || undefined,
          term: values.term.trim() || undefined,
        },
      }),
  })
  const change = (part: Partial<typeof start>) => {
    setValues({ ...values, ...part })
    build.reset()
  }
  const refused = build.error instanceof RefusalError ? build.error : null
  return (
    <Card title="Tagged link" note="Clicks on it count for this campaign.">
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          build.mutate()
        }}
      >
        <Field label="Page it leads to" error={errorAt(refused, 'url') ?? refused?.message}>
          <Input
            required
            inputMode="url"
            placeholder="https://example.com/demo"
            value={values.url}
            onChange={(event) => change({ url: event.target.value })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Content" required={false}>
            <Input
              value={values.content}
              maxLength={200}
              onChange={(event) => change({ content: event.target.value })}
            />
          </Field>
          <Field label="Term" required={false}>
            <Input
              value={values.term}
              maxLength={200}
              onChange={(event) => change({ term: event.target.value })}
            />
          </Field>
        </div>
        {build.data ? (
          <Built link={build.data.link} />
        ) : (
          <Button type="submit" busy={build.isPending}>
            Build the link
          </Button>
        )}
      </form>
    </Card>
  )
}

function Built({ link }: { link: string }) {
  const shown = useRef<HTMLInputElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      showToast('The link is copied')
    } catch {
      // Without https a browser keeps its clipboard shut; then the link is chosen, so that the keyboard can copy it.
      shown.current?.select()
      showToast('The link is selected; copy it with the keyboard')
    }
  }
  return (
    <div className="space-y-3">
      <Field label="The link">
        <Input ref={shown} readOnly value={link} onFocus={(event) => event.target.select()} />
      </Field>
      <Button icon={Copy} tone="primary" onClick={() => void copy()}>
        Copy the link
      </Button>
    </div>
  )
}
