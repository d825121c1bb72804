import type { RunningStack } from './CloudFormation.ts';

/** What the actions read. */
export interface Stacks {
  all(): readonly RunningStack[];
  /** By name or id. Throws `ValidationError`. */
  find(nameOrId: string): RunningStack;
  /** Of a stack, or of one of its resources. */
  state(stack: RunningStack, logicalId?: string): StackState;
}

export interface StackState {
  readonly status: 'CREATE_COMPLETE' | 'UPDATE_COMPLETE';
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly changedAt: number;
}
