import type { Frontdesk, Person } from '../given.ts';

/** The users and things of one attempt: an owner of its own, and somebody else. */
export interface Scene {
  readonly desk: Frontdesk;
  readonly owner: Person;
  readonly otherTenant: Person;
}
