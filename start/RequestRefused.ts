/** A service has answered, and its answer is no. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  /** Whether the same request may find a yes in a moment. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing = false) {
    super(message);
    this.isPassing = isPassing;
  }
}
