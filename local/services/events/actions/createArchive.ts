import { z } from 'zod';
import { arnOf } from '../../../platform/arns.ts';
import { alreadyExists } from '../errors.ts';
import { defineAction } from './EventsAction.ts';
import { patternOf } from './patternOf.ts';
import { inert, seconds } from './shapes.ts';

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
      pattern: patternOf(EventPattern),
      retentionDays: RetentionDays,
      createdAt: world.clock.now(),
      events: [],
    };
    state.archives.set(ArchiveName, archive);
    return { ArchiveArn: archive.arn, State: 'ENABLED', CreationTime: seconds(archive.createdAt) };
  },
);
