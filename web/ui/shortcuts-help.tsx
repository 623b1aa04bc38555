import { Dialog } from './dialog.tsx'
import { boundKeys, commandKey, type KeyBinding } from './keys.ts'
import { KeyHint } from './key-hint.tsx'

type ShortcutsHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The sheet of keys: whatever is bound on this page, under its headings. */
export function ShortcutsHelp({ open, onOpenChange }: ShortcutsHelpProps) {
  const groups = Map.groupBy(distinct(boundKeys()), (binding) => binding.group ?? 'This page')
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" width="lg">
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {[...groups].map(([group, bindings]) => (
          <section key={group}>
            <h3 className="mb-1 text-xs font-medium text-ink-3">{group}</h3>
            <dl className="divide-y divide-line">
              {bindings.map((binding) => (
                <div key={binding.keys} className="flex min-h-9 items-center justify-between gap-4 text-sm">
                  <dt>{binding.label}</dt>
                  <dd>
                    <span className="sr-only">{binding.keys}</span>
                    <KeyHint keys={printed(binding.keys)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function distinct(bindings: readonly KeyBinding[]): KeyBinding[] {
  return [...new Map(bindings.map((binding) => [binding.keys, binding])).values()]
}

/** `mod+k` as `⌘ K`, `g p` as `G P`: one outlined square for each key. */
function printed(keys: string): string {
  return keys
    .replaceAll('+', ' ')
    .split(' ')
    .map((key) => (key === 'mod' ? commandKey.trim() : key))
    .map((key) => (key.length === 1 ? key.toUpperCase() : key))
    .join(' ')
}
