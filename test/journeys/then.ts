import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import type { Session } from '../../start/connect.ts';
import type { Subscriber } from '../support/subscriber.ts';
import type { Frontdesk } from './given.ts';
import type { Answer } from './when.ts';

const GET = `query ($id: ID!) {
  getBooking(id: $id) {
    id userId status reason
    ... on ApartmentBooking { apartmentId startDate endDate }
    ... on ServiceBooking { serviceId serviceName dateTime }
  }
}`;

/** Returns the booking as its owner or staff reads it; null where there is none. */
export async function bookingOf(session: Session, id: string): Promise<Record<string, any> | null> {
  return (await session.graphql(GET, { id }))['getBooking'];
}

/** Returns the row of a booking, as it is stored. */
export async function storedBooking(desk: Frontdesk, id: string): Promise<Record<string, any>> {
  const [row] = (await items(desk, `BOOKING#${id}`)).filter(({ sk }) => sk === 'BOOKING');
  return row!;
}

/** Returns an apartment's status, and the nights of its approved stays in order. */
export async function apartmentOf(
  desk: Frontdesk,
  id: string,
): Promise<{ apartmentStatus: string; nights: string[] }> {
  const [row] = await items(desk, `APARTMENT#${id}`);
  return { apartmentStatus: row!['apartmentStatus'], nights: [...(row!['nights'] ?? [])].sort() };
}

/** Returns what a person has in progress, with the booking's id for each. */
export async function claimsOf(desk: Frontdesk, userId: string): Promise<Record<string, string>> {
  const rows = await items(desk, `USER#${userId}`);
  const claims = rows.filter(({ sk }) => sk.startsWith('CLAIM#'));
  return Object.fromEntries(claims.map(({ subject, bookingId }) => [subject, bookingId]));
}

/** Ends a subscription and returns the statuses that it delivered for one booking, in order. */
export async function deliveredStatuses(subscription: Subscriber, id: string): Promise<string[]> {
  await subscription.close();
  const updates = subscription.all().map(({ data }) => data.onBookingStatus);
  return updates.filter((update) => update.id === id).map(({ status }) => status);
}

export function isRefused(
  { errors }: Answer,
  errorType: string,
  errorInfo: unknown = expect.anything(),
): void {
  expect(errors).toMatchObject([{ errorType, errorInfo }]);
}

/** Returns the keys and status of every item whose partition key begins with `prefix`. */
export async function rows(desk: Frontdesk, prefix: string): Promise<Record<string, any>[]> {
  return (await items(desk, prefix)).map(({ pk, sk, status }) => ({ pk, sk, status }));
}

/** Returns every item whose partition key begins with `prefix`, as plain values. */
export async function items({ cloud }: Frontdesk, prefix: string): Promise<Record<string, any>[]> {
  const TableName = cloud.describe().tableName;
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  const found: Record<string, any>[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page: any = await cloud.services.dynamodb.actions['Scan']!(
      { TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) },
      call,
    );
    found.push(...page.Items.map((item: any) => unmarshall(item)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return found.filter(({ pk }) => pk.startsWith(prefix));
}
