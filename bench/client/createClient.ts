import { Agent, request } from 'node:http';
import { type RetryOptions, sendWithRetries } from '../../start/retry.ts';

export interface Answer {
  readonly data: Readonly<Record<string, { readonly id: string } | null>> | null;
  readonly errors?: readonly { readonly errorType?: string; readonly message: string }[];
}

/** A client that sends one request at a time over one kept-alive connection. */
export interface Client {
  /** Retries what is to be tried again. Resolves with the last answer. */
  call(query: string, variables: object): Promise<Answer>;
  close(): void;
}

/** Uses Node's plain HTTP client, because it takes less processor time than `fetch` from the machine it shares with the server. */
export function createClient(url: string, authorization: string, retries: RetryOptions = {}): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    call: (query, variables) => {
      const body = JSON.stringify({ query, variables });
      return sendWithRetries(() => post(url, agent, authorization, body), retries);
    },
    close: () => agent.destroy(),
  };
}

function post(url: string, agent: Agent, authorization: string, body: string): Promise<Answer> {
  const headers = {
    authorization,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200) {
          reject(new Error(`${url} answered ${response.statusCode}: ${text}`));
          return;
        }
        // Every mutation of the benchmarks selects an id.
        resolve(JSON.parse(text) as Answer);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
