import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource } from './common/ResourceType.ts';
import { inert, integer, json, text } from './common/properties.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const EventsEventBus = defineResource(
  z.strictObject({
    Name: text,
    Description: text.optional(),
    DeadLetterConfig: inert.optional(),
    KmsKeyIdentifier: inert.optional(),
    LogConfig: inert.optional(),
    Policy: inert.optional(),
    Tags: inert.optional(),
  }),
  async ({ Name, Description }, { world, services }) => {
    const input = { Name, ...(Description !== undefined && { Description }) };
    const { EventBusArn } = await callAction<{ EventBusArn: string }>(
      services.events.actions,
      'CreateEventBus',
      input,
      cloudFormationCall(world),
    );
    return { ref: Name, attributes: { Arn: EventBusArn, Name } };
  },
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const EventsEventBusPolicy = defineResource(
  z.strictObject({
    StatementId: text,
    EventBusName: text.optional(),
    Statement: json.optional(),
    Action: text.optional(),
    Principal: text.optional(),
    Condition: inert.optional(),
  }),
  async ({ Statement, ...permission }, { world, services }) => {
    const { StatementId: Sid, EventBusName } = permission;
    const { Action, Principal, Condition } = { ...permission, ...Statement };
    const input = {
      StatementId: Sid,
      ...(EventBusName !== undefined && { EventBusName }),
      ...(Action !== undefined && { Action: textOf(Action) }),
      ...(Principal !== undefined && { Principal: textOf(Principal) }),
      ...(Condition !== undefined && { Condition }),
    };
    await callAction(services.events.actions, 'PutPermission', input, cloudFormationCall(world));
    return { ref: Sid };
  },
);

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

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
    const { ArchiveArn } = await callAction<{ ArchiveArn: string }>(
      context.services.events.actions,
      'CreateArchive',
      input,
      cloudFormationCall(context.world),
    );
    return { ref: ArchiveName, attributes: { Arn: ArchiveArn, ArchiveName } };
  },
);
