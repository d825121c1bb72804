/** Something the person running the cloud can mend. The message is one line and says what to do. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
