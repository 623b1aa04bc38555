/** Something the person at the terminal can mend: printed as one sentence, without a stack, with exit code 1. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
}
