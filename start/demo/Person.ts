import type { Session } from '../connect.ts';

/** Somebody signed in. */
export interface Person {
  /** First name. */
  readonly name: string;
  readonly session: Session;
}
