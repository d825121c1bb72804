import type { LambdaRequest } from '@aws-appsync/utils';
import { costOf, type Usage } from '../../../model/operations/cost.ts';
import type { Operations } from '../../../model/schema.ts';

/** Figures as they are counted: what they cost follows from `usage`, and deaths are a field of their own. */
export type CountedOperations = Omit<Operations, 'cost' | 'deaths'> & { readonly usage: Usage };

/** What the function reads, and what it does beside it. */
export interface ReadOperations {
  /** Whole minutes until now with the running one, or the last one that is complete. */
  readonly minutes: number;
  readonly isComplete: boolean;
  /** Whether the schedule that publishes goes on, begins or ends. */
  readonly publishes: boolean;
}

export const readFigures = (payload: ReadOperations): LambdaRequest => ({ operation: 'Invoke', payload });

export const withCost = (figures: CountedOperations) => ({
  ...figures,
  cost: costOf(figures.usage, figures.seconds),
});
