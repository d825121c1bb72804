import { z } from 'zod';
import { localCall } from './localCall.ts';
import { inert, integer, json, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html */
export const EventsArchive = defineResource(
  z.strictObject({
    ArchiveName: text.optional(),
    SourceArn: text,
    Description: text.optional(),
    EventPattern: json.optional(),
    RetentionDays: integer.optional(),
    KmsKeyIdentifier: inert.optional(),
  }),
  async ({ SourceArn, EventPattern, Description, RetentionDays, ...properties }, context) => {
    // An archive's name is at most 48 characters: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html
    const ArchiveName = properties.ArchiveName ?? context.physicalName(48);
    const input = {
      ArchiveName,
      EventSourceArn: SourceArn,
      ...(Description !== undefined && { Description }),
      ...(EventPattern && { EventPattern: JSON.stringify(EventPattern) }),
      ...(RetentionDays !== undefined && { RetentionDays }),
    };
    const { ArchiveArn } = await context.services.events.actions['CreateArchive']!(
      input,
      localCall(context.world),
    );
    return { ref: ArchiveName, attributes: { Arn: ArchiveArn, ArchiveName } };
  },
);
