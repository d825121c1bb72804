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

/** Every item of the table whose partition key begins with `prefix`, as plain values. */
export async function rows({ cloud }: Frontdesk, prefix: string): Promise<Record<string, any>[]> {
  const TableName = cloud.describe().tableName;
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  const { Items } = await cloud.services.dynamodb.actions['Scan']!({ TableName }, call);
  return Items.filter((item: any) => item.pk.S.startsWith(prefix)).map((item: any) => ({
    pk: item.pk.S,
    sk: item.sk.S,
    status: item.status?.S,
  }));
}
