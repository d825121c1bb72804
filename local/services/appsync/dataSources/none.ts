import type { CallDataSource } from './DataSourceCall.ts';
import { requireRequest } from './parseRequest.ts';

/** Gives the payload back: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-none-js.html */
export const none: CallDataSource<'NONE'> = async ({ request }) => ({
  result: requireRequest(request).payload ?? null,
});
