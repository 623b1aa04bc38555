// Runs before the first paint, so that a dark page never flashes light. A file, not an inline script, so that the
// content security policy can forbid inline scripts. web/app/theme.ts owns the same key and the same rule.
;(() => {
  let wish = 'system'
  try {
    wish = localStorage.getItem('rapport.theme') || 'system'
  } catch {
    // A browser that forbids storage follows the system.
  }
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
