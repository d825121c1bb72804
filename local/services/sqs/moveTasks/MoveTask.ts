/** Moves dead letters back to where they came from, or to one queue. */
export interface MoveTask {
  readonly taskId: string;
  readonly sourceArn: string;
  /** Undefined for each message's own origin. */
  readonly destinationArn: string | undefined;
  /** Undefined for as fast as it goes. */
  readonly messagesPerSecond: number | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly toMove: number;
  moved: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  failureReason: string | undefined;
}
