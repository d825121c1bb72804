import { Agent, request } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import type { CloudDescription } from '../../../local/CloudDescription.ts';
import {
  type Answer,
  type Attack,
  type BytesAttack,
  MAX_TEXT,
  type RequestAttack,
  type SocketAttack,
} from '../Attack.ts';

/** Sends attacks to one target. */
export interface Doors {
  send(attack: Attack): Promise<Answer>;
  /** Closes the connections, and the sockets that were left open. */
  close(): void;
}

/** Longest wait for an answer: a target that stands still for so long counts as hung, and so does the input. */
const ANSWER_MS = 20_000;
/** Longest wait for the end of a socket that the target need not close. */
const QUIET_MS = 400;
/** Sockets left open at a time; the oldest is closed for the next. */
const MAX_LEFT_OPEN = 200;

export function openDoors({
  graphqlUrl,
  graphqlTlsUrl,
  awsEndpointUrl,
  realtimeUrl,
}: CloudDescription): Doors {
  const ports = { graphql: new URL(graphqlUrl), tls: new URL(graphqlTlsUrl), aws: new URL(awsEndpointUrl) };
  const agent = new Agent({ keepAlive: true });
  const leftOpen: { destroy(): void }[] = [];
  const leave = (socket: { destroy(): void }) => {
    leftOpen.push(socket);
    if (leftOpen.length > MAX_LEFT_OPEN) leftOpen.shift()!.destroy();
  };
  return {
    send(attack) {
      if (attack.kind === 'request') return sendRequest(attack, ports[attack.port], agent);
      if (attack.kind === 'bytes') return sendBytes(attack, ports[attack.port], leave);
      return sendFrames(attack, realtimeUrl, leave);
    },
    close() {
      agent.destroy();
      for (const socket of leftOpen) socket.destroy();
    },
  };
}

const sendRequest = (
  { method, path, headers, body }: RequestAttack,
  { hostname, port }: URL,
  agent: Agent,
): Promise<Answer> =>
  new Promise((resolve) => {
    const sent = request({ hostname, port, method, path, agent, headers: withLength(headers, body) });
    let text = '';
    sent.setTimeout(ANSWER_MS, () => {
      resolve({ status: undefined, text, ended: 'no answer' });
      sent.destroy();
    });
    sent.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < MAX_TEXT) text += chunk;
      });
      response.on('close', () => resolve({ status: response.statusCode, text }));
    });
    sent.on('error', (error) => resolve({ status: undefined, text: error.message, ended: 'closed' }));
    sent.end(body);
  });

const withLength = (headers: Readonly<Record<string, string>>, body: string | Buffer) =>
  body.length === 0 || 'transfer-encoding' in headers
    ? headers
    : { ...headers, 'content-length': `${Buffer.byteLength(body)}` };

function sendBytes(
  { port, chunks, leaveOpen = false }: BytesAttack,
  { hostname, port: number }: URL,
  leave: (socket: Socket) => void,
): Promise<Answer> {
  const address = { host: hostname, port: Number(number) };
  const socket = port === 'tls' ? connectTls({ ...address, rejectUnauthorized: false }) : connectTcp(address);
  return new Promise((resolve) => {
    let text = '';
    const answer = (ended: Answer['ended']): void =>
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]) || undefined,
        text,
        ...(ended && { ended }),
      });
    socket.setEncoding('latin1').on('data', (chunk) => {
      if (text.length < MAX_TEXT) text += chunk.toString();
    });
    socket.on('error', () => answer('closed')).on('close', () => answer('closed'));
    socket.setTimeout(QUIET_MS, () => {
      answer('left open');
      if (leaveOpen) leave(socket);
      else socket.destroy();
    });
    for (const chunk of chunks) socket.write(chunk, typeof chunk === 'string' ? 'latin1' : undefined);
    if (!leaveOpen) socket.end();
  });
}

function sendFrames(
  { protocols, frames, readsNothing = false }: SocketAttack,
  url: string,
  leave: (socket: { destroy(): void }) => void,
): Promise<Answer> {
  let socket: WebSocket;
  try {
    socket = new WebSocket(url, [...protocols], { handshakeTimeout: ANSWER_MS });
  } catch (error) {
    // The client library itself refuses some subprotocols.
    return Promise.resolve({ status: undefined, text: String(error).slice(0, 100), ended: 'closed' });
  }
  return new Promise((resolve) => {
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    const finish = (ended: 'closed' | 'left open', status?: number) => {
      clearTimeout(timer);
      resolve({ status, text, ended });
    };
    socket.on('open', () => {
      for (const frame of frames) socket.send(frame);
      if (readsNothing) socket.pause();
      timer = setTimeout(() => {
        if (readsNothing) leave({ destroy: () => socket.terminate() });
        else socket.terminate();
        finish('left open');
      }, QUIET_MS);
    });
    socket.on('message', (data: Buffer) => {
      if (text.length < MAX_TEXT) text += `${data.toString()}\n`;
    });
    socket.on('unexpected-response', (sent, { statusCode }) => {
      sent.destroy();
      finish('closed', statusCode);
    });
    socket.on('error', (error) => (text += error.message));
    socket.on('close', () => finish('closed'));
  });
}
