import type { Context } from '@aws-appsync/utils';
import { claimRequest, claimResponse } from './claiming.ts';

/** Step 2 of 5. */
export function request(ctx: Context) {
  return claimRequest(ctx);
}

export function response(ctx: Context) {
  return claimResponse(ctx);
}
