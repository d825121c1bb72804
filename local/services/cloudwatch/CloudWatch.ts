import type { Actions, Call } from '../../platform/Call.ts';

/** Amazon CloudWatch's metrics and alarms: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/ */
export interface CloudWatch {
  /** `GraniteServiceVersion20100801.*` */
  readonly actions: Actions;
  /** Evaluates no alarm any more. */
  close(): void;
}

/** Publishes an alarm's notification to a topic, as its actions ask. What it throws goes to the feed and to the alarm's history. */
export type Notify = (topicArn: string, notification: AlarmNotification, call: Call) => void | Promise<void>;

export interface AlarmNotification {
  /** Such as `ALARM: "name" in US East (N. Virginia)`. */
  readonly subject: string;
  /** JSON text. */
  readonly message: string;
}
