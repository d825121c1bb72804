import { sqsError } from '../errors/sqsError.ts';

export interface Page {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

const MOST_RESULTS = 1000;

/** A page of `all`, and the token of the next where there is one and a page size was asked for. */
export function paginate<T>(
  all: readonly T[],
  { NextToken, MaxResults }: Page,
): { items: readonly T[]; NextToken?: string } {
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MOST_RESULTS)) {
    throw sqsError(
      'InvalidParameterValueException',
      `Value for parameter MaxResults is invalid. Reason: MaxResults must be an integer between 1 and ${MOST_RESULTS}.`,
    );
  }
  const start = NextToken === undefined ? 0 : parseToken(NextToken);
  const end = start + (MaxResults ?? MOST_RESULTS);
  const isMore = MaxResults !== undefined && end < all.length;
  return {
    items: all.slice(start, end),
    ...(isMore && { NextToken: Buffer.from(`${end}`).toString('base64') }),
  };
}

function parseToken(token: string): number {
  const start = Buffer.from(token, 'base64').toString();
  if (/^\d+$/.test(start)) return Number(start);
  throw sqsError('InvalidParameterValueException', `Invalid or expired next token: ${token}`);
}
