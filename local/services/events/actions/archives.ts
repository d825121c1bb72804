import { z } from 'zod';
import { arnOf } from '../../../platform/arns.ts';
import { storedPattern } from '../patterns/parsePattern.ts';
import { type Archive, retainedEvents } from '../state/Archive.ts';
import { alreadyExists, inert, notFound, pagination, epochSeconds } from '../validation.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html */
export const createArchive = defineAction(
  {
    ArchiveName: z
      .string()
      .regex(
        /^[.\-_A-Za-z0-9]{1,48}$/,
        'Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+',
      ),
    EventSourceArn: z.string(),
    Description: z.string().max(512).optional(),
    EventPattern: z.string().optional(),
    RetentionDays: z.number().int().min(0).default(0),
    KmsKeyIdentifier: inert,
  },
  ({ ArchiveName, EventSourceArn, Description, EventPattern, RetentionDays }, { state, world }) => {
    if (state.archives.has(ArchiveName)) throw alreadyExists(`Archive ${ArchiveName} already exists.`);
    const archive = {
      name: ArchiveName,
      arn: arnOf(world.account, 'events', `archive/${ArchiveName}`),
      sourceArn: state.bus(EventSourceArn).arn,
      description: Description,
      pattern: storedPattern(EventPattern),
      retentionDays: RetentionDays,
      createdAt: world.clock.now(),
      events: [],
    };
    state.archives.set(ArchiveName, archive);
    return { ArchiveArn: archive.arn, State: 'ENABLED', CreationTime: epochSeconds(archive.createdAt) };
  },
);

/** What is archived already stays. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UpdateArchive.html */
export const updateArchive = defineAction(
  {
    ArchiveName: z.string(),
    Description: z.string().max(512).optional(),
    EventPattern: z.string().optional(),
    RetentionDays: z.number().int().min(0).optional(),
    KmsKeyIdentifier: inert,
  },
  ({ ArchiveName, Description, EventPattern, RetentionDays }, { state }) => {
    const archive = state.archives.get(ArchiveName);
    if (!archive) throw notFound(`Archive ${ArchiveName} does not exist.`);
    if (Description !== undefined) archive.description = Description;
    // Chosen: an empty pattern lets every event in, as none does when the archive is made.
    if (EventPattern !== undefined) archive.pattern = storedPattern(EventPattern || undefined);
    if (RetentionDays !== undefined) archive.retentionDays = RetentionDays;
    return { ArchiveArn: archive.arn, State: 'ENABLED', CreationTime: epochSeconds(archive.createdAt) };
  },
);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteArchive.html */
export const deleteArchive = defineAction({ ArchiveName: z.string() }, ({ ArchiveName }, { state }) => {
  if (!state.archives.delete(ArchiveName)) throw notFound(`Archive ${ArchiveName} does not exist.`);
  return {};
});

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

function archiveShape(archive: Archive, nowMs: number) {
  const events = retainedEvents(archive, nowMs);
  return {
    ArchiveName: archive.name,
    EventSourceArn: archive.sourceArn,
    State: 'ENABLED',
    RetentionDays: archive.retentionDays,
    SizeBytes: events.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    EventCount: events.length,
    CreationTime: epochSeconds(archive.createdAt),
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListArchives.html */
export const listArchives = defineAction(
  {
    NamePrefix: z.string().optional(),
    EventSourceArn: z.string().optional(),
    State: z.string().optional(),
    ...pagination,
  },
  ({ NamePrefix = '', EventSourceArn, State = 'ENABLED' }, { state, world }) => ({
    Archives: [...state.archives.values()]
      .filter(({ name }) => name.startsWith(NamePrefix))
      .filter(({ sourceArn }) => EventSourceArn === undefined || sourceArn === EventSourceArn)
      .map((archive) => archiveShape(archive, world.clock.now()))
      .filter((shape) => shape.State === State),
  }),
);
