import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../../local/platform/AwsError.ts';
import type { Actions, Call } from '../../local/platform/Call.ts';

export interface ServedActions {
  /** The endpoint for AWS SDK clients. */
  readonly url: string;
  close(): Promise<void>;
}

export const testCall: Call = {
  traceId: '1-00000000-000000000000000000000000',
  principal: { arn: 'arn:aws:iam::000000000000:user/test', accessKeyId: 'test' },
};

/**
 * Serves the actions of services over AWS's JSON protocol on a free port, by the prefix of `x-amz-target`,
 * such as `{'DynamoDB_20120810': actions}`, so that a test can use the AWS SDK.
 */
export async function serveActions(
  services: Readonly<Record<string, Actions>>,
  call = testCall,
): Promise<ServedActions> {
  const server = createServer((request, response) => void answer(services, call, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  services: Readonly<Record<string, Actions>>,
  call: Call,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const [service = '', name = ''] = String(request.headers['x-amz-target']).split('.');
  try {
    const action = services[service]?.[name];
    if (!action) throw new AwsError('UnknownOperationException', `Unknown operation ${service}.${name}`);
    send(response, 200, await action(JSON.parse((await bodyOf(request)) || '{}'), call));
  } catch (error) {
    if (error instanceof AwsError)
      send(
        response,
        error.status,
        { __type: error.code, message: error.message, ...error.fields },
        error.headers,
      );
    else send(response, 500, { __type: 'InternalFailure', message: String((error as Error).stack) });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers })
    .end(JSON.stringify(body ?? {}));
}
