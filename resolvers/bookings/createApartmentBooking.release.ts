import type { Context } from '@aws-appsync/utils';
import { releaseRequest, releaseResponse } from './releasing.ts';

/** Step 5 of 5. */
export function request(ctx: Context) {
  return releaseRequest(ctx);
}

export function response(ctx: Context) {
  return releaseResponse(ctx);
}
