import type { Frontdesk, Person } from '../given.ts';

/** Who and what one attempt is about: an owner of its own, and somebody whose business it is not. */
export interface Scene {
  readonly desk: Frontdesk;
  readonly owner: Person;
  readonly otherTenant: Person;
}
