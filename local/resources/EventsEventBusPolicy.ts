import { z } from 'zod';
import { localCall } from './localCall.ts';
import { inert, json, text } from './properties.ts';
import { defineResource } from './ResourceType.ts';

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
    await services.events.actions['PutPermission']!(input, localCall(world));
    return { ref: Sid };
  },
);

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
