import type { EventEnvelope } from '../Events.ts';
import { matchesPattern } from '../patterns/matchesPattern.ts';
import type { StoredPattern } from '../patterns/parsePattern.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeArchive.html */
export interface Archive {
  readonly name: string;
  readonly arn: string;
  /** ARN of the bus. */
  readonly sourceArn: string;
  description: string | undefined;
  pattern: StoredPattern | undefined;
  /** 0 to keep events for ever. */
  retentionDays: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Oldest first. */
  events: ArchivedEvent[];
}

interface ArchivedEvent {
  /** The event as JSON text, which takes a third of the memory of the object. */
  readonly text: string;
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

/** Adds an event to the archives of its bus whose pattern it matches. Replayed events are not archived again. */
export function archiveEvent(
  archives: Iterable<Archive>,
  busArn: string,
  event: EventEnvelope,
  ingestedAt: number,
): void {
  if (event['replay-name'] !== undefined) return;
  for (const archive of archives) {
    if (archive.sourceArn !== busArn) continue;
    if (archive.pattern && !matchesPattern(archive.pattern.parsed, event)) continue;
    retainedEvents(archive, ingestedAt);
    const text = JSON.stringify(event);
    archive.events.push({ text, ingestedAt, sizeBytes: Buffer.byteLength(text) });
  }
}

const DAY_MS = 86_400_000;

/** Returns what the archive still holds. Deletes what is past its retention. */
export function retainedEvents(archive: Archive, nowMs: number): readonly ArchivedEvent[] {
  if (archive.retentionDays > 0) {
    const oldest = nowMs - archive.retentionDays * DAY_MS;
    const kept = archive.events.findIndex(({ ingestedAt }) => ingestedAt > oldest);
    archive.events.splice(0, kept === -1 ? archive.events.length : kept);
  }
  return archive.events;
}

/** The event that was archived. */
export const eventOf = ({ text }: ArchivedEvent) => JSON.parse(text) as EventEnvelope; // As `archiveEvent` wrote it.
