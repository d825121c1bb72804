import type { EntryLog } from '../answers/Entry.ts';
import type { OperationRequest } from '../operations/OperationRequest.ts';
import type { UserId } from '../users/User.ts';

/** A subscription of a tab, from its start until somebody ends it. */
export interface RunningSubscription {
  readonly request: OperationRequest;
  readonly user: UserId | undefined;
  readonly state: 'starting' | 'running' | 'interrupted';
  readonly received: number;
}

/** What runs in a tab, and what happened in it. */
export interface SessionState {
  readonly log: EntryLog;
  /** The entry that is looked at. @default the latest */
  readonly selected: number | undefined;
  /** Entries that nobody has seen, because another tab was looked at. */
  readonly unseen: number;
  readonly subscription: RunningSubscription | undefined;
}

/** A tab, as its session sees it. */
export interface SessionTab {
  user(): UserId | undefined;
  isVisible(): boolean;
  /** Keeps which subscription runs, for a reload. */
  setRunning(running: string | null | undefined): void;
}
