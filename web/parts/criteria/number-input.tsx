import { Input } from '../../ui/input.tsx'

type NumberInputProps = { label: string; value: number; max: number; onChange: (value: number) => void }

/** A whole number; what is not one leaves the value as it was. */
export function NumberInput({ label, value, max, onChange }: NumberInputProps) {
  return (
    <Input
      type="number"
      aria-label={label}
      className="num w-24!"
      min={0}
      max={max}
      value={String(value)}
      onChange={(event) => {
        const next = event.target.valueAsNumber
        if (Number.isInteger(next) && next >= 0 && next <= max) onChange(next)
      }}
    />
  )
}
