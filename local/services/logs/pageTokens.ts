import { invalidParameter } from './errors.ts';

/** Where a page ended. Tokens are opaque to clients; AWS forgets them after 24 hours, which is not done here. */
export interface PageToken {
  /** `f` goes on towards the newest event, or the end of a list; `b` towards the oldest. */
  readonly direction: 'f' | 'b';
  /** The sequence number or index that comes next. */
  readonly at: number;
}

export const pageToken = ({ direction, at }: PageToken) => `${direction}/${at.toString().padStart(20, '0')}`;

/** Recorded words: https://github.com/boto/boto3/issues/1467 */
export function readPageToken(token: string): PageToken {
  const [, direction, at] = /^([fb])\/(\d{20})$/.exec(token) ?? [];
  if (direction === undefined || at === undefined || !Number.isSafeInteger(Number(at)))
    throw invalidParameter('The specified nextToken is invalid.');
  return { direction: direction === 'f' ? 'f' : 'b', at: Number(at) };
}
