const subjectLengthMax = 120

type About = { readonly workspace: string; readonly text: string; readonly linkPlace: string }

/** The mail about one notice: its sentence, the way there, and how to have no more of them. */
export function noticeLetter({ workspace, text, linkPlace }: About): { subject: string; body: string } {
  return {
    subject: `${workspace}: ${subjectOf(text)}`,
    body: [
      text,
      `See it here: ${linkPlace}`,
      'You get this mail because somebody waits for you. Settings, Your notifications, switches such mails off.',
    ].join('\n\n'),
  }
}

/** A subject is one line that says who did what; what somebody said about it stands in the body. */
function subjectOf(text: string): string {
  const [act = text] = text.replaceAll(/\s+/g, ' ').split(/(?<=\.) “/, 1)
  return act.length > subjectLengthMax ? `${act.slice(0, subjectLengthMax - 1)}…` : act
}
