import type { Context } from '@aws-appsync/utils';
import { joinRequest, joinResponse } from './joining.ts';

/** Step 3 of 5. */
export function request(ctx: Context) {
  return joinRequest(ctx);
}

export function response(ctx: Context) {
  return joinResponse(ctx);
}
