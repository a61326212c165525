/** Why the command can't start, as one line for the person with the remedy in it. The command ends with exit code 2. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
