import { z } from 'zod';
import { keptEvents } from '../archive/keptEvents.ts';
import { notFound } from '../errors.ts';
import type { Archive } from '../state/Archive.ts';
import { defineAction } from './EventsAction.ts';
import { seconds } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeArchive.html */
export const describeArchive = defineAction(
  { ArchiveName: z.string() },
  ({ ArchiveName }, { state, world }) => {
    const archive = state.archives.get(ArchiveName);
    if (!archive) throw notFound(`Archive ${ArchiveName} does not exist.`);
    return {
      ...archiveShape(archive, world.clock.now()),
      ArchiveArn: archive.arn,
      ...(archive.description !== undefined && { Description: archive.description }),
      ...(archive.pattern && { EventPattern: archive.pattern.text }),
    };
  },
);

export function archiveShape(archive: Archive, nowMs: number) {
  const events = keptEvents(archive, nowMs);
  return {
    ArchiveName: archive.name,
    EventSourceArn: archive.sourceArn,
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    SizeBytes: events.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    EventCount: events.length,
    CreationTime: seconds(archive.createdAt),
  };
}
