/** A step of the play that broke off. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
  /** The file that says what the step does. */
  readonly place: string;

  /** @param what Such as `Scene 4 broke off`. */
  constructor(what: string, place: string, cause: unknown) {
    super(what, { cause });
    this.place = place;
  }
}
