import { once } from 'node:events';
import { type IncomingMessage, request, type RequestOptions } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Sends a request with any headers, those included that `fetch` sets itself, such as `Host`. */
export async function ask(url: string, options: RequestOptions = {}, body = ''): Promise<Answer> {
  const asking = request(url, { agent: false, ...options });
  asking.end(body);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode!, headers: response.headers, body: text };
}
