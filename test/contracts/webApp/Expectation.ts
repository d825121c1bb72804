import type { ShapeOptions } from './createShape.ts';

/** Somebody of the provider's. The resident is a new one wherever a state is about what a resident has. */
export type PersonName = 'resident' | 'caretaker' | 'admin';

/** One operation of the web app, as a page sends it, and what the page counts on. */
export interface Expectation extends Omit<ShapeOptions, 'variables'> {
  readonly operation: string;
  /** What is particular about it, where an operation is sent more than once. */
  readonly about?: string;
  readonly as: PersonName;
  /** A state of `states.ts`. */
  readonly given: string;
  /** `${name}` is what the state calls so. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The `errorType` by which it is refused, where a page has words for that. */
  readonly refused?: string;
  /** What happens while a subscription is open: an act of `acts.ts`. */
  readonly when?: string;
}
