import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { founder, foundCompany } from './company.ts'
import { onFirstDay } from './stage.ts'

const stage = onFirstDay()
const invited = { name: 'Bruno Falk', email: 'bruno@seam.example', password: 'a thimble full of luck' }
const attemptsTried = 12

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const inside = (page: Page) => page.getByRole('heading', { level: 1, name: 'Funnel' }).waitFor()
const outside = (page: Page) => page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()

/** The link in the newest mail of the outbox. */
async function linkInOutbox(page: Page, subject: RegExp): Promise<string> {
  await page.goto('/settings?tab=outbox')
  const mail = page.getByRole('group').filter({ hasText: subject }).first()
  await mail.locator('summary').click()
  const href = await mail.getByRole('link').getAttribute('href')
  return new URL(href ?? '').pathname
}

test('people join by invitation, come back with their password, lose it, and sign out everywhere', async () => {
  const pia = await stage.page()
  await foundCompany(pia)
  await invite(pia)

  const bruno = await stage.page()
  await bruno.goto(await linkInOutbox(pia, /invite|invitation|join/i))
  await bruno.getByRole('heading', { level: 1, name: 'Join Seam & Sons' }).waitFor()
  await bruno.getByLabel('Your name').fill(invited.name)
  await bruno.getByLabel('Choose a password').fill(invited.password)
  await bruno.getByRole('button', { name: 'Join' }).click()
  await inside(bruno)

  const elsewhere = await stage.page()
  await signIn(elsewhere, invited.email, invited.password)
  await inside(elsewhere)
  await bruno.goto('/settings?tab=security')
  await bruno.getByRole('button', { name: 'Sign out everywhere' }).click()
  await outside(bruno)
  await elsewhere.goto('/people')
  await outside(elsewhere)

  const renewed = await forgets(bruno, pia)
  await signIn(bruno, invited.email, renewed)
  await inside(bruno)
  expect(await pia.evaluate('document.title')).toContain('Rapport')
})

async function invite(pia: Page): Promise<void> {
  await pia.goto('/settings')
  await pia.getByRole('button', { name: 'Invite' }).click()
  const dialog = pia.getByRole('dialog')
  await dialog.getByLabel('Mail').fill(invited.email)
  await dialog.getByLabel('Team').selectOption('sales')
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await dialog.getByLabel('Invitation link').waitFor()
}

/** Bruno has forgotten his password; Pia finds the mail in the outbox. Answers the new one. */
async function forgets(bruno: Page, pia: Page): Promise<string> {
  const password = 'pins and needles 21'
  await bruno.goto('/sign-in')
  await bruno.getByRole('link', { name: 'Forgot your password?' }).click()
  await bruno.getByLabel('Mail').fill(invited.email)
  await bruno.getByRole('button', { name: 'Send the link' }).click()
  await bruno.getByRole('status').waitFor()
  await bruno.goto(await linkInOutbox(pia, /password/i))
  await bruno.getByLabel('New password').fill(password)
  await bruno.getByRole('button', { name: 'Set password' }).click()
  await bruno.getByText('Your password is set').waitFor()
  return password
}

test('wrong passwords are slowed down', async () => {
  const page = await stage.page()
  const said: string[] = []
  for (let attempt = 0; attempt < attemptsTried; attempt++) {
    const answered = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/v1/session') && answer.request().method() === 'POST',
    )
    await signIn(page, founder.email, `a guess, number ${attempt}`)
    const { status } = await answered.then((answer) => ({ status: answer.status() }))
    said.push(await page.getByRole('alert').innerText())
    if (status === 429) break
  }
  expect(said.at(0)).toMatch(/mail|password/i)
  expect(said.at(-1)).toMatch(/too many|wait|again in/i)
})
