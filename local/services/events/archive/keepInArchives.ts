import type { EventEnvelope } from '../EventEnvelope.ts';
import { matchesPattern } from '../matchesPattern.ts';
import type { Archive } from '../state/Archive.ts';
import type { Bus } from '../state/Bus.ts';

/** Keeps an event in the bus's archives that want it. Replayed events are not kept again. */
export function keepInArchives(
  archives: Iterable<Archive>,
  bus: Bus,
  event: EventEnvelope,
  ingestedAt: number,
): void {
  if (event['replay-name'] !== undefined) return;
  for (const archive of archives) {
    if (archive.sourceArn !== bus.arn) continue;
    if (archive.pattern && !matchesPattern(archive.pattern.parsed, event)) continue;
    archive.events.push({ event, ingestedAt, sizeBytes: Buffer.byteLength(JSON.stringify(event)) });
  }
}
