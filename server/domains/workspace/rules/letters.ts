/** Where the link goes in the text of a mail; the link itself is kept apart until the mail is sent. */
export const linkPlace = '{link}'

export type Letter = { readonly subject: string; readonly body: string }

export function invitationText(about: { workspace: string; inviter: string; days: number }): Letter {
  return {
    subject: `${about.inviter} invites you to ${about.workspace} on Rapport`,
    body: [
      `${about.inviter} invites you to join ${about.workspace} on Rapport, where marketing and sales work on one funnel.`,
      `Join here: ${linkPlace}`,
      `The link works once, within ${about.days} days. If you expected nothing, ignore this mail.`,
    ].join('\n\n'),
  }
}

export function resetText(about: { minutes: number }): Letter {
  return {
    subject: 'Set a new password for Rapport',
    body: [
      'Somebody, probably you, asked for a new password for this address on Rapport.',
      `Set it here: ${linkPlace}`,
      `The link works once, within ${about.minutes} minutes. If it was not you, do nothing: your password stays.`,
    ].join('\n\n'),
  }
}

/** A place of the web app as an address that a mail can lead to; any other link as it is. */
export function wholeLink(link: string | null, publicUrl: string): string | null {
  return link?.startsWith('/') ? `${publicUrl}${link}` : link
}

/** The text as it is sent. */
export function withLink(body: string, link: string | null): string {
  return link === null ? body : body.replaceAll(linkPlace, link)
}
