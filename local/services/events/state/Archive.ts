import type { EventEnvelope } from '../EventEnvelope.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeArchive.html */
export interface Archive {
  readonly name: string;
  readonly arn: string;
  /** ARN of the bus. */
  readonly sourceArn: string;
  readonly description: string | undefined;
  readonly pattern: { readonly text: string; readonly parsed: Readonly<Record<string, unknown>> } | undefined;
  /** 0 for ever. */
  readonly retentionDays: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Oldest first. */
  events: ArchivedEvent[];
}

export interface ArchivedEvent {
  readonly event: EventEnvelope;
  /** When it reached the bus, in epoch milliseconds. */
  readonly ingestedAt: number;
  readonly sizeBytes: number;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeReplay.html; times in epoch milliseconds. */
export interface Replay {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly sourceArn: string;
  readonly destination: { readonly Arn: string; readonly FilterArns?: readonly string[] | undefined };
  readonly from: number;
  readonly to: number;
  readonly startedAt: number;
  state: 'STARTING' | 'RUNNING' | 'COMPLETED';
  endedAt: number | undefined;
  lastReplayed: number | undefined;
}
