import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerifierOptions } from '@pact-foundation/pact-core';
import { type MessageInteraction, type Pact, type ProviderState, textOf } from './Pact.ts';

/** The side that has to keep a pact. */
export interface Provider {
  /** Brings about what has to be so, and returns what it is called: requests have it where they say `${name}`. */
  readonly enter: (state: ProviderState) => Promise<Readonly<Record<string, unknown>>>;
  /** Answers a request, as whom the latest state said. */
  readonly answer: (body: string) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Brings a message about, and returns it. */
  readonly deliver: (message: MessageInteraction) => Promise<unknown>;
}

/** What the verifier throws, and returns where all is well, as text. */
interface Report {
  readonly interactionResults: readonly { readonly description: string; readonly result: string }[];
  readonly errors: readonly {
    readonly interaction: string;
    readonly mismatch: {
      readonly mismatches?: readonly { readonly path?: string; readonly mismatch: string }[];
      readonly message?: string;
    };
  }[];
}

/**
 * Holds a provider to a pact by Pact's own verifier, which asks us over HTTP to enter states, to answer requests and to deliver
 * messages. Returns each breach.
 */
export async function verifyPact(file: Pact, provider: Provider): Promise<string[]> {
  if (file.interactions.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'pact-'));
  const path = join(folder, 'pact.json');
  writeFileSync(path, textOf(file));
  const faults: string[] = [];
  const server = serve(file, provider, (fault) => void faults.push(fault));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // It listens to a port, and not to a pipe.
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  try {
    const report = await runVerifier({
      provider: file.provider.name,
      providerBaseUrl: base,
      pactUrls: [path],
      providerStatesSetupUrl: `${base}/state`,
      transports: [{ protocol: 'message', port, scheme: 'http', path: '/message' }],
      logLevel: 'error',
    });
    return [...faults, ...breachesIn(report, file)];
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  }
}

async function runVerifier(options: VerifierOptions): Promise<string> {
  const verifier = fork(join(import.meta.dirname, 'runVerifier.ts'), { stdio: 'ignore', execArgv: [] });
  const ended = once(verifier, 'exit').then(([code]) => [`The verifier ended with ${code}`]);
  verifier.send(options);
  const [report] = await Promise.race([once(verifier, 'message'), ended]);
  await ended;
  // It sends a text, and so do we.
  return report as string;
}

function serve({ interactions }: Pact, provider: Provider, note: (fault: string) => void) {
  const handle = async (url: string | undefined, text: string) => {
    // As Pact documents what it asks: https://docs.pact.io/getting_started/provider_states
    if (url === '/state') {
      const { state, params, action } = JSON.parse(text);
      return { status: 200, body: action === 'setup' ? await provider.enter({ name: state, params }) : {} };
    }
    if (url !== '/message') return provider.answer(text);
    const { description } = JSON.parse(text);
    const message = interactions.find((each) => each.description === description);
    // The verifier asks for messages of this file alone.
    return { status: 200, body: await provider.deliver(message as MessageInteraction) };
  };
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const text = await textOfRequest(request);
    try {
      const { status, body } = await handle(request.url, text);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } catch (error) {
      note(`${request.url} ${text}: ${String(error)}`);
      response.writeHead(500, { 'content-type': 'application/json' }).end('{}');
    }
  };
  return createServer((request, response) => void respond(request, response));
}

async function textOfRequest(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function breachesIn(text: string, { interactions }: Pact): string[] {
  // Otherwise it says why it could not verify anything.
  if (!text.startsWith('{')) return [text];
  const { errors, interactionResults } = JSON.parse(text) as Report;
  const verified = new Set(interactionResults.map(({ description }) => description));
  const missed = interactions.filter(({ description }) => !verified.has(description));
  return [
    ...missed.map(({ description }) => `${description}: was not verified`),
    ...errors.flatMap(({ interaction, mismatch: { mismatches, message } }) => {
      const name = interaction.replace(/^Verifying a pact between .*? and \S+ (?:Given .*? - )?/, '');
      return (
        mismatches?.map(({ path, mismatch }) => `${name}: ${path ?? ''} ${mismatch}`) ?? [
          `${name}: ${message}`,
        ]
      );
    }),
  ];
}
