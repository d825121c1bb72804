import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { onTestFinished } from 'vitest';
import { lambdaRest } from '../../../local/adapters/lambdaRest.ts';
import type { Call } from '../../../local/platform/Call.ts';
import type { HttpRequest } from '../../../local/platform/HttpMessage.ts';
import type { Lambda } from '../../../local/services/lambda/Lambda.ts';
import { givenLambda } from '../services/lambda/givenLambda.ts';

/** Returns an AWS SDK client of a cloud with the function `work`. */
export async function givenWork(source: string) {
  const all = givenLambda(source, { reservedConcurrency: 5, environment: { A: '1' } });
  const endpoint = await serve(all.lambda, all.call);
  const sdk = new LambdaClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  onTestFinished(() => sdk.destroy());
  return { ...all, sdk };
}

async function serve(lambda: Lambda, call: Call): Promise<string> {
  const answerRequest = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const request = {
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
      body,
      sourceIp: '',
    } as HttpRequest;
    const answer = await lambdaRest(lambda, request, call);
    outgoing.writeHead(answer?.status ?? 500, answer?.headers).end(answer?.body);
  };
  const server = createServer((incoming, outgoing) => void answerRequest(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The JSON of an answer. */
export const read = (payload: Uint8Array | undefined) => JSON.parse(Buffer.from(payload!).toString());
