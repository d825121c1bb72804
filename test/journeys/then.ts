import { unmarshall } from '@aws-sdk/util-dynamodb';
import { expect } from 'vitest';
import type { Session } from '../../start/connect.ts';
import type { Frontdesk } from './given.ts';
import type { Answer } from './when.ts';

const GET = `query ($id: ID!) {
  getBooking(id: $id) { id userId status reason ... on ApartmentBooking { apartmentId startDate endDate } }
}`;

/** The booking as its owner or staff reads it; null where there is none. */
export async function bookingOf(session: Session, id: string): Promise<Record<string, any> | null> {
  return (await session.graphql(GET, { id }))['getBooking'];
}

export function isRefused(
  { errors }: Answer,
  errorType: string,
  errorInfo: unknown = expect.anything(),
): void {
  expect(errors).toMatchObject([{ errorType, errorInfo }]);
}

/** Every item of the table whose partition key begins with `prefix`: its keys and status. */
export async function rows(desk: Frontdesk, prefix: string): Promise<Record<string, any>[]> {
  return (await items(desk, prefix)).map(({ pk, sk, status }) => ({ pk, sk, status }));
}

/** Every item of the table whose partition key begins with `prefix`, whole, as plain values. */
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
