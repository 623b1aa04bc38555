import { outcomeRowsMin } from '../../../../contract/learning-views.ts'

/** Why so many leads teach nothing, or null where they do. */
export function whyTooFew(won: number, lost: number): string | null {
  if (won >= outcomeRowsMin && lost >= outcomeRowsMin) return null
  return `There are ${won} won and ${lost} lost leads to learn from. It takes ${outcomeRowsMin} of each; fewer would teach chance.`
}
