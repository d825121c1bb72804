import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { FunctionUrl, FunctionUrls } from '../services/lambda/urls/FunctionUrls.ts';
import { urlIdIn } from '../services/lambda/urls/FunctionUrls.ts';
import type { AwsEndpoint } from './awsEndpoint.ts';
import { withoutQuery } from './readRequest.ts';

/** For clients that cannot resolve names below `localhost`, such as Node: the same addresses by a path. */
const FIRST_SEGMENT = '/lambda-url/';
const PATH = /^\/lambda-url\/(?<urlId>[a-z0-9]{1,64})(?<rest>\/.*)?$/;

interface Asked {
  readonly url: FunctionUrl;
  readonly request: HttpRequest;
}

/** Whose address a request is for: by its host, `<id>.lambda-url.<region>.localhost`, or its path, `/lambda-url/<id>/…`. */
function askedFor(urls: FunctionUrls, request: HttpRequest): Asked | undefined {
  const byHost = urls.find(urlIdIn(request.headers['host']) ?? '');
  if (byHost) return { url: byHost, request };
  if (!request.path.startsWith(FIRST_SEGMENT)) return undefined;
  const path = withoutQuery(request.path);
  const { urlId = '', rest = '/' } = PATH.exec(path)?.groups ?? {};
  const byPath = urls.find(urlId);
  return byPath && { url: byPath, request: { ...request, path: rest + request.path.slice(path.length) } };
}

/**
 * Function URLs in front of the AWS endpoint. Anybody may call them, pages of other origins too, as on AWS: what they are for
 * is their own to decide. Every other request is asked for by `refuse` and goes to `handle`.
 */
export function withFunctionUrls(
  urls: FunctionUrls,
  {
    refuse,
    handle,
  }: {
    readonly refuse: (head: HttpRequest) => HttpResponse | undefined;
    readonly handle: AwsEndpoint;
  },
) {
  return {
    refuse: (head: HttpRequest) => (askedFor(urls, head) ? undefined : refuse(head)),
    async handle(request: HttpRequest): Promise<HttpResponse> {
      const asked = askedFor(urls, request);
      if (asked) return urls.handle(asked.url, asked.request);
      // A host of an address that is not there is nobody's.
      return urlIdIn(request.headers['host']) === undefined ? handle(request) : NOT_FOUND;
    },
  };
}

const NOT_FOUND: HttpResponse = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ Message: null }),
};
