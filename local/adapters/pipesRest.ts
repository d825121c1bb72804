import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Pipes } from '../services/pipes/Pipes.ts';
import { withoutQuery } from './readRequest.ts';

const PIPES = /^\/v1\/pipes(?:\/(?<name>[^/?]+))?\/?$/;

/**
 * The paths of EventBridge Pipes' REST protocol that read. Returns undefined for any other request.
 * https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_DescribePipe.html
 */
export async function pipesRest(
  { actions }: Pipes,
  { method, path }: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  const match = PIPES.exec(withoutQuery(path));
  if (!match) return undefined;
  const Name = match.groups?.['name'];
  try {
    if (method !== 'GET')
      throw new AwsError('UnknownOperationException', `${method} of pipes is not supported.`, {
        status: 404,
      });
    if (Name !== undefined) return json(200, await callAction(actions, 'DescribePipe', { Name }, call));
    return json(200, await callAction(actions, 'ListPipes', queryOf(path), call));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { code, message, status } = error;
    return json(status, { message }, { 'x-amzn-errortype': code });
  }
}

const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://localhost').searchParams);

const json = (status: number, body: unknown, headers = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
