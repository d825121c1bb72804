import type { Actions } from '../../platform/Call.ts';
import type { LogStream } from './createLogGroup.ts';

/**
 * Amazon CloudWatch Logs, as far as reading goes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/
 * Log groups are held in memory alone, so they begin anew with each start.
 */
export interface Logs {
  /** `Logs_20140328.*` */
  readonly actions: Actions;
  /** Makes a group, or changes the retention of one that a function has made by writing. Returns its ARN, which ends in `:*`. */
  createLogGroup(group: ConfiguredLogGroup): string;
  /** Deletes a group with all that was logged to it. A function that logs again makes it anew. */
  deleteLogGroup(name: string): void;
  /** A new stream to write to. Its group is made where there is none. */
  createLogStream(groupName: string, streamName: string): LogStream;
}

export interface ConfiguredLogGroup {
  readonly name: string;
  /** @default events are kept until there is no room for them */
  readonly retentionInDays?: number;
}
