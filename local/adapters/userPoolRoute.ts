import type { AwsEndpoint } from './awsEndpoint.ts';
import { isUnsignedAction } from './guardAwsEndpoint.ts';
import { withoutQuery } from './readRequest.ts';
import { refusal, refusals } from './refusals.ts';
import type { Route } from './serveGraphql.ts';

/** Where pages of this cloud reach its user pools without another origin. */
const USER_POOL_PATH = '/cognito';

/**
 * `POST /cognito`: the actions of user pools that AWS answers without a signature, for the pages that are served here. Foreign
 * pages get none of them, and nobody gets an administrator's by this door.
 */
export const userPoolRoute =
  (awsEndpoint: AwsEndpoint): Route =>
  async (request) => {
    if (request.method !== 'POST' || withoutQuery(request.path) !== USER_POOL_PATH) return undefined;
    if (request.sender === 'foreignPage') return refusals.foreignPage(request.headers['origin']);
    const asked = { ...request, path: '/' };
    if (!isUnsignedAction(asked))
      return refusal(403, 'AccessDeniedException', 'This door is for what users do themselves.');
    const { authorization: _, ...headers } = asked.headers;
    return awsEndpoint({ ...asked, headers });
  };
