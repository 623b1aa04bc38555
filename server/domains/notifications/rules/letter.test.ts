import { expect, test } from 'vitest'
import { noticeLetter } from './letter.ts'

const about = { workspace: 'Nordwind', linkPlace: '{link}' }

test('a mail says in its subject who did what, and in its body what was said', () => {
  const text = 'Mara Lind objects to version 3 of “MQL, the “new” one”. “Too wide.\nFor us.”'
  const { subject, body } = noticeLetter({ ...about, text })
  expect(subject).toBe('Nordwind: Mara Lind objects to version 3 of “MQL, the “new” one”.')
  expect(body).toContain(text)
  expect(body).toContain('See it here: {link}')
})

test('a long title does not make a long subject', () => {
  const text = `Mara Lind proposed version 3 of “${'x'.repeat(300)}”. It waits for signatures.`
  expect(noticeLetter({ ...about, text }).subject.length).toBeLessThan(140)
})
