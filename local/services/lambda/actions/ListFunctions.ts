import { describeFunction } from './describeFunction.ts';
import type { LambdaCore } from './lambdaActions.ts';

export interface ListFunctionsInput {
  /** Where to go on: a number as text. */
  readonly Marker?: string;
  /** @default 50 */
  readonly MaxItems?: number;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const ListFunctions =
  ({ functions }: LambdaCore) =>
  async ({ Marker = '0', MaxItems = 50 }: ListFunctionsInput) => {
    const start = Number(Marker);
    const all = functions.all();
    const end = start + MaxItems;
    return {
      Functions: all.slice(start, end).map(describeFunction),
      ...(end < all.length && { NextMarker: String(end) }),
    };
  };
