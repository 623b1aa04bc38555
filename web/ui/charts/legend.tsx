import { TeamMark } from '../team.tsx'
import { type Tone, toneColors } from './tones.ts'

/** What the tones of a chart mean. Teams keep their shapes. */
export function Legend({ entries }: { entries: readonly { label: string; tone: Tone; dashed?: boolean }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
      {entries.map(({ label, tone, dashed }) => (
        <li key={label} className="flex items-center gap-2">
          <LegendMark tone={tone} dashed={dashed ?? false} />
          {label}
        </li>
      ))}
    </ul>
  )
}

function LegendMark({ tone, dashed }: { tone: Tone; dashed: boolean }) {
  if (tone === 'marketing' || tone === 'sales') return <TeamMark team={tone} />
  return (
    <span
      aria-hidden
      className="inline-block h-2.5 w-4 rounded-[3px] border"
      style={{
        borderColor: toneColors[tone],
        borderStyle: dashed ? 'dashed' : 'solid',
        background: dashed ? 'transparent' : toneColors[tone],
      }}
    />
  )
}
