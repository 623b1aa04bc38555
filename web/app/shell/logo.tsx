/** The mark: the two teams, joined at the seam. */
export function Logo({ size = 8 }: { size?: number }) {
  return (
    <svg aria-hidden width={(size * 14) / 8} height={size} viewBox="0 0 14 8" className="shrink-0">
      <path d="M7 0H4a4 4 0 0 0 0 8h3z" className="fill-mkt" />
      <path d="M7 0h5.5A1.5 1.5 0 0 1 14 1.5v5A1.5 1.5 0 0 1 12.5 8H7z" className="fill-sal" />
    </svg>
  )
}
