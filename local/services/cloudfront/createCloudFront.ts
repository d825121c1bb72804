import type { HttpRequest, HttpResponse } from '../../platform/HttpMessage.ts';
import type { World } from '../../platform/World.ts';
import { type FunctionUrls, urlIdIn } from '../lambda/urls/FunctionUrls.ts';
import type { Behavior, CloudFront, Distribution, HeadersPolicy } from './CloudFront.ts';
import { matchesPath } from './matchesPath.ts';
import { type BucketReader, readFromBucket } from './readFromBucket.ts';

export interface CloudFrontDependencies extends BucketReader {
  readonly functionUrls: FunctionUrls;
}

/**
 * Edges without a cache, which is chosen: what was deployed is served at once, and invalidations have nothing to do. Nothing is
 * compressed and nobody is led to HTTPS either, because both are for networks.
 */
export function createCloudFront(world: World, dependencies: CloudFrontDependencies): CloudFront {
  const { functionUrls } = dependencies;
  const distributions = new Map<string, Distribution>();
  const policies = new Map<string, HeadersPolicy>();

  /** One look at one path, without the pages for errors. */
  const fetchPath = async (
    distribution: Distribution,
    behavior: Behavior,
    request: HttpRequest,
    path: string,
  ): Promise<HttpResponse> => {
    const origin = distribution.origins.find(({ id }) => id === behavior.originId);
    if (!origin) return badGateway;
    const functionUrl = functionUrls.find(urlIdIn(origin.domainName) ?? '');
    if (functionUrl) {
      const { search } = new URL(`http://localhost${request.path}`);
      const { host: _, ...headers } = request.headers;
      const forwarded = { ...request, path: origin.path + path + search, headers };
      // Documented: what an origin access control signs is CloudFront's own, for this distribution.
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html
      const signer = { arn: 'cloudfront.amazonaws.com', accessKeyId: '', sourceArn: distribution.arn };
      return functionUrls.handle(functionUrl, forwarded, ...(origin.isSigned ? [signer] : []));
    }
    return readFromBucket(world, dependencies, { distribution, origin, request, path });
  };

  const answer = async (distribution: Distribution, request: HttpRequest, path: string) => {
    const behavior = behaviorOf(distribution, path);
    const isAllowed = behavior.allowedMethods.includes(request.method);
    const fetched = isAllowed ? await fetchPath(distribution, behavior, request, path) : notAllowed;
    return { fetched, policy: policies.get(behavior.headersPolicyId ?? '') };
  };

  return {
    putDistribution: (distribution) => void distributions.set(distribution.id, distribution),
    deleteDistribution: (id) => void distributions.delete(id),
    putHeadersPolicy: (id, policy) => void policies.set(id, policy),
    deleteHeadersPolicy: (id) => void policies.delete(id),
    hasHeadersPolicy: (id) => policies.has(id),
    distributions: () => [...distributions.values()],
    async handle(distribution, request) {
      const { pathname } = new URL(`http://localhost${request.path}`);
      const path = pathname === '/' ? `/${distribution.defaultRootObject}` : pathname;
      const { fetched, policy } = await answer(distribution, request, path);
      const instead = distribution.errorResponses.find(({ errorCode }) => errorCode === fetched.status);
      // Chosen: whoever wants to write is told so, and is shown no page.
      if (instead?.responsePagePath === undefined || fetched === notAllowed)
        return withHeaders(fetched, policy);
      // Documented: the page is fetched by the behaviour of its own path, with the error's own answer where it fails.
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
      const page = await answer(distribution, { ...request, method: 'GET' }, instead.responsePagePath);
      if (page.fetched.status >= 400) return withHeaders(fetched, policy);
      const status = instead.responseCode ?? fetched.status;
      return withHeaders(
        page.fetched.status === NOT_MODIFIED ? page.fetched : { ...page.fetched, status },
        policy,
      );
    },
  };
}

const NOT_MODIFIED = 304;

function behaviorOf({ behaviors }: Distribution, path: string): Behavior {
  const found = behaviors.find(
    ({ pathPattern }) => pathPattern === undefined || matchesPath(pathPattern, path),
  );
  return found ?? { originId: '', allowedMethods: [] };
}

/** Headers of a policy count more than those of the origin where it says so. */
function withHeaders(response: HttpResponse, policy: HeadersPolicy | undefined): HttpResponse {
  if (!policy) return response;
  const kept = Object.entries(response.headers).filter(([name]) => !policy.removed.includes(name));
  const added = policy.added.filter(({ name, override }) => override || response.headers[name] === undefined);
  return {
    ...response,
    headers: {
      ...Object.fromEntries(kept),
      ...Object.fromEntries(added.map(({ name, value }) => [name, value])),
    },
  };
}

const errorPage = (status: number, text: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: text,
});

// Documented statuses, in words of our own.
const badGateway = errorPage(502, 'CloudFront could not reach the origin.');
const notAllowed = errorPage(403, 'The distribution is not configured to allow the HTTP request method.');
