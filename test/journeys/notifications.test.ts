import { expect, test } from 'vitest'
import { settled, violationsOn } from './browser.ts'
import { onSample } from './stage.ts'

const stage = onSample()

test('whoever is mentioned hears the bell, and it leads to what was said', async () => {
  const [says, hears] = [await stage.as('Aylin Tekin'), await stage.as('Lena Koch', { window: 'phone' })]
  await hears.goto('/people')
  await settled(hears)
  const bell = hears.getByRole('button', { name: /^More|unread.*More/ })
  const before = await bell.innerText()

  await says.goto('/agreements')
  await says.getByRole('link', { name: 'SQL', exact: true }).first().click()
  await says.getByLabel('What you say').fill('Lena, does your team ask for a budget here?')
  await says.getByLabel('Tell').selectOption({ label: 'Lena Koch' })
  await says.getByRole('button', { name: 'Say it' }).click()

  await expect.poll(() => bell.innerText()).not.toBe(before)
  await bell.click()
  await hears.getByRole('button', { name: /^Notifications/ }).click()
  const sheet = hears.getByRole('dialog', { name: 'Notifications' })
  const notice = sheet.getByRole('link', { name: /Aylin Tekin mentioned you/ }).first()
  await notice.waitFor()
  await settled(hears)
  expect(await violationsOn(hears)).toEqual([])
  await sheet.getByRole('tab', { name: 'All' }).focus()
  await hears.keyboard.press('j')
  await hears.keyboard.press('Enter')
  await hears.getByRole('heading', { name: 'SQL', level: 1 }).waitFor()
  await hears.getByText('Lena, does your team ask for a budget here?').waitFor()
  expect(await sheet.count()).toBe(0)
  await expect.poll(() => bell.innerText()).toBe(before)
})
