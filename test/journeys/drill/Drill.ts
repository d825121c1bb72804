import type { Frontdesk, Person } from '../given.ts';
import type { Scene } from '../alarms/Scene.ts';

/** What a fault is brought about on. */
export interface Drill {
  readonly desk: Frontdesk;
  readonly scene: Scene;
  /** Folder of the assembly, which has the functions' bundles. */
  readonly assembly: string;
  readonly tenants: readonly Person[];
}

/** One way to die: brought about and mended by AWS's own actions, never by the product's code. */
export interface Fault {
  /** For readers: `gateway outage`. */
  readonly name: string;
  /** For the runbook: the alarms that ring, what happened, and what an operator does about it. */
  readonly alarms: string;
  readonly means: string;
  readonly remedy: string;
  /** Output prefix of the dead-letter queue its letters are found in, such as `PlaceOrder`. */
  readonly queue: string;
  /** Letters it makes: one for each request it hits. */
  readonly letters: number;
  /** What every letter of it says of its death. */
  readonly deathClass: string;
  readonly errorCode: string;
  /** Brings the fault about and sends requests into it. Returns what they were, and what mends it. */
  strike(drill: Drill): Promise<Struck>;
}

export interface Struck {
  readonly requests: readonly DrillRequest[];
  /** Puts the cause right; letters stay as they are. */
  mend(): Promise<unknown>;
}

/** A request that got a ticket, and the one state it has to end in. */
export type DrillRequest =
  | { readonly kind: 'order'; readonly id: string; readonly endsAs: 'PAYMENT_ACCEPTED' }
  | {
      readonly kind: 'stay' | 'appointment';
      readonly id: string;
      readonly endsAs: 'PENDING' | 'APPROVED' | 'REJECTED' | 'PAID';
    };
