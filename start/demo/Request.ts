import type { Lot } from '../goods.ts';
import type { Person } from './Person.ts';

/** What a request is about: what its answer's id is the id of. */
export type Kind = 'booking' | 'order' | 'lot' | 'message';

/** A mutation that somebody is about to send. */
export interface Request {
  readonly who: Person;
  readonly kind: Kind;
  /** In the imperative, as the accounting lists it. */
  readonly action: string;
  /** In the third person, as its line tells it. */
  readonly does: string;
  readonly about: string;
  readonly field: string;
  readonly mutation: string;
  readonly variables: object;
  /** What a restock brings in. */
  readonly lot?: Lot;
}
