import type { Context } from '@aws-appsync/utils';
import { moveRequest, moveResponse } from './moveSteps.ts';

/** Step 2 of 2. What it held goes back by the event: units and money have workers of their own. */
export function request(ctx: Context) {
  return moveRequest(ctx, 'CANCELED');
}

export function response(ctx: Context) {
  return moveResponse(ctx, 'CANCELED');
}
