import type { CloudDescription } from '../CloudDescription.ts';
import type { HttpRequest } from '../platform/HttpMessage.ts';
import { isLocal, nameOf } from './createOriginPolicy.ts';

/** Describes the cloud under the name by which it was asked; to others than this machine without secrets. */
export function describeTo(request: HttpRequest, description: CloudDescription): CloudDescription {
  if (isLocal(request)) return description;
  const { pageUrl, eventsUrl, graphqlUrl, realtimeUrl, graphqlTlsUrl, awsEndpointUrl } = description;
  const renamed = (url: string) =>
    url.replace(/\/\/(\[[^\]]*\]|[^:/]*)/, `//${nameOf(request.headers['host'] ?? '')}`);
  return {
    ...description,
    ...(pageUrl !== undefined && { pageUrl: renamed(pageUrl) }),
    ...(eventsUrl !== undefined && { eventsUrl: renamed(eventsUrl) }),
    graphqlUrl: renamed(graphqlUrl),
    realtimeUrl: renamed(realtimeUrl),
    graphqlTlsUrl: renamed(graphqlTlsUrl),
    awsEndpointUrl: renamed(awsEndpointUrl),
    apiKey: null,
    accessKey: null,
    users: [],
    // An output may be a key.
    stacks: {},
  };
}
