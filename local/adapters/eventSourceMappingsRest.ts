import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { EventSourceMappings } from '../services/eventSourceMappings/EventSourceMappings.ts';
import { parseJsonBody } from './parseJsonBody.ts';
import { withoutQuery } from './readRequest.ts';

const MAPPINGS = /^\/2015-03-31\/event-source-mappings(?:\/(?<uuid>[^/?]+))?\/?$/;

/**
 * The paths of Lambda's REST protocol that are about event source mappings. Returns undefined for any other request.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
export async function eventSourceMappingsRest(
  { actions }: EventSourceMappings,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  const match = MAPPINGS.exec(withoutQuery(request.path));
  if (!match) return undefined;
  const uuid = match.groups?.['uuid'];
  try {
    if (request.method === 'PUT' && uuid !== undefined)
      return json(
        202,
        await callAction(
          actions,
          'UpdateEventSourceMapping',
          { UUID: uuid, ...parseJsonBody(request.body) },
          call,
        ),
      );
    if (request.method === 'GET' && uuid === undefined)
      return json(200, await callAction(actions, 'ListEventSourceMappings', queryOf(request.path), call));
    if (request.method === 'GET' && uuid !== undefined)
      return json(200, await callAction(actions, 'GetEventSourceMapping', { UUID: uuid }, call));
    throw new AwsError('UnknownOperationException', `${request.method} of mappings is not supported.`, {
      status: 404,
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, message, status } = error;
    return json(status, { Type: 'User', Message: message, message }, { 'x-amzn-errortype': code });
  }
}

const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams);

const json = (status: number, body: unknown, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
