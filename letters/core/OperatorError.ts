/** What a script reads of a command's end; docs/letters.md lists them. */
export const exitCodes = { done: 0, failed: 1, misused: 2, partly: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error that the person at the terminal can mend. The message is one sentence and says what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** An argument that cannot be what was meant. */
export const misuse = (message: string) => new OperatorError(message, exitCodes.misused);

export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The name of an error, which for AWS's is its code, such as `QueueDoesNotExist`. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '');
