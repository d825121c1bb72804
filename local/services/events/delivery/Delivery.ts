import type { Call } from '../../../platform/Call.ts';
import type { EventEnvelope } from '../EventEnvelope.ts';
import type { Rule, Target } from '../state/Rule.ts';

/** One event on its way to one target. */
export interface Delivery {
  readonly id: string;
  readonly rule: Rule;
  readonly target: Target;
  readonly event: EventEnvelope;
  readonly call: Call;
  /** When the event reached the bus, in epoch milliseconds. */
  readonly ingestedAt: number;
  /** Tries after the first. */
  readonly retries: number;
}
