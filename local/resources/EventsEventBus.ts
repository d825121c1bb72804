import { z } from 'zod';
import { callAction } from '../platform/Call.ts';
import { cloudFormationCall, defineResource, type ResourceContext } from './common/ResourceType.ts';
import { inert, integer, json, text } from './common/properties.ts';

const run = <Output>(action: string, input: object, { services, world }: ResourceContext) =>
  callAction<Output>(services.events.actions, action, input, cloudFormationCall(world));

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
  async ({ Name, Description }, context) => {
    const input = { Name, ...(Description !== undefined && { Description }) };
    const { EventBusArn } = await run<{ EventBusArn: string }>('CreateEventBus', input, context);
    return { ref: Name, attributes: { Arn: EventBusArn, Name } };
  },
  {
    replacedBy: ['Name'],
    identifiedBy: ['Name'],
    async update({ Name, Description }, context, { ref, attributes = {} }) {
      await run('UpdateEventBus', { Name, ...(Description !== undefined && { Description }) }, context);
      return { ref, attributes };
    },
    async remove({ ref }, context) {
      await run('DeleteEventBus', { Name: ref }, context);
    },
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
  async ({ Statement, ...permission }, context) => {
    const { StatementId: Sid, EventBusName } = permission;
    const { Action, Principal, Condition } = { ...permission, ...Statement };
    const input = {
      StatementId: Sid,
      ...(EventBusName !== undefined && { EventBusName }),
      ...(Action !== undefined && { Action: textOf(Action) }),
      ...(Principal !== undefined && { Principal: textOf(Principal) }),
      ...(Condition !== undefined && { Condition }),
    };
    await run('PutPermission', input, context);
    return { ref: Sid };
  },
  {
    replacedBy: ['EventBusName', 'StatementId'],
    identifiedBy: ['EventBusName', 'StatementId'],
    async remove({ ref, properties: { EventBusName } }, context) {
      const bus = EventBusName !== undefined && { EventBusName };
      await run('RemovePermission', { StatementId: ref, ...bus }, context);
    },
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
    const { ArchiveArn } = await run<{ ArchiveArn: string }>('CreateArchive', input, context);
    return { ref: ArchiveName, attributes: { Arn: ArchiveArn, ArchiveName } };
  },
  {
    replacedBy: ['ArchiveName', 'SourceArn'],
    identifiedBy: ['ArchiveName'],
    async update({ EventPattern, Description = '', RetentionDays = 0 }, context, { ref, attributes = {} }) {
      const pattern = EventPattern ? JSON.stringify(EventPattern) : '';
      const input = { ArchiveName: ref, Description, RetentionDays, EventPattern: pattern };
      await run('UpdateArchive', input, context);
      return { ref, attributes };
    },
    async remove({ ref }, context) {
      await run('DeleteArchive', { ArchiveName: ref }, context);
    },
  },
);
