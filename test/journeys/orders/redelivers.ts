import { marshall } from '@aws-sdk/util-dynamodb';
import type { Frontdesk } from '../given.ts';

type Row = Record<string, any>;

/** Sends stored events to the bus again, like a pipe that lost its checkpoint. */
export async function redelivers({ cloud }: Frontdesk, rows: readonly Row[]): Promise<void> {
  const call = { traceId: 'redelivery', principal: cloud.services.iam.principalOf(undefined) };
  const EventBusName = Object.values(cloud.stacks)
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type }) => type === 'AWS::Events::EventBus')!.ref;
  for (let first = 0; first < rows.length; first += 10) {
    const Entries = rows.slice(first, first + 10).map(({ eventName, applied, eventData }) => ({
      EventBusName,
      Source: 'frontdesk',
      DetailType: eventName,
      Detail: JSON.stringify({ eventName, applied, eventData: marshall(eventData) }),
    }));
    await cloud.services.events.actions['PutEvents']!({ Entries }, call);
  }
}
