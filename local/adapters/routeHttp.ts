import type { HttpResponse } from '../platform/HttpMessage.ts';
import type { AwsEndpoint } from './awsEndpoint.ts';

/** A request to anywhere, as an HTTP data source makes it. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const AWS_HOST = /\.amazonaws\.com(\.cn)?$/;

/** Requests to AWS stay in this process; all others go out as they are. */
export const routeHttp =
  (awsEndpoint: AwsEndpoint) =>
  async ({ method, url, headers, body }: OutgoingRequest): Promise<HttpResponse> => {
    const { hostname, pathname, search } = new URL(url);
    if (AWS_HOST.test(hostname)) {
      return awsEndpoint({
        method,
        path: pathname + search,
        headers: lowerCased(headers),
        body,
        sourceIp: '127.0.0.1',
      });
    }
    const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
