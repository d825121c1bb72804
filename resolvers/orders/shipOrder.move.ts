import type { Context } from '@aws-appsync/utils';
import { moveRequest, moveResponse } from './moveSteps.ts';

/** Step 2 of 2. Order and event in one transaction. */
export function request(ctx: Context) {
  return moveRequest(ctx, 'SHIPPED');
}

export function response(ctx: Context) {
  return moveResponse(ctx, 'SHIPPED');
}
