/** Something the person at the terminal can mend: printed as one sentence, without a stack, with exit code 1. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
}

/** The word as one of the choices. Fails in a sentence that names them. */
export function chosenFrom<Choice extends string>(choices: readonly Choice[], word: string): Choice {
  const found = choices.find((choice) => choice === word)
  if (found === undefined)
    throw new CliFailure(`There is no ${word} to choose; it is one of ${choices.join(', ')}.`)
  return found
}
