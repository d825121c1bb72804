import { useSyncExternalStore } from 'react';
import type { CapturedMessage } from '../../platform/CapturedMessage.ts';

/** What the page knows of the cloud's messages. */
export interface MailboxState {
  /** The latest first; undefined before the first answer. */
  readonly messages: readonly CapturedMessage[] | undefined;
  /** Why there is no answer now. */
  readonly problem: string | undefined;
}

/** How often the page asks for later messages, in milliseconds. */
const INTERVAL_MS = 1000;

let state: MailboxState = { messages: undefined, problem: undefined };
const listeners = new Set<() => void>();

function setState(next: MailboxState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Asks for what is later than what is there, or for everything where the server was away. */
async function ask(): Promise<void> {
  const known = state.problem === undefined ? (state.messages ?? []) : [];
  const last = known[0]?.id ?? '0';
  const answer = await fetch(`/mail.json?after=${last}`);
  if (!answer.ok) throw new Error(await refusalOf(answer));
  const kept = (await answer.json()) as readonly CapturedMessage[]; // The server's own list.
  const later = kept.toReversed();
  // One that counts from the beginning is another server.
  const isOther = later.some(({ id }) => Number(id) <= Number(last));
  if (later.length === 0 && state.messages && state.problem === undefined) return;
  setState({ messages: isOther ? later : [...later, ...known], problem: undefined });
}

async function refusalOf(answer: Response): Promise<string> {
  // Every refusal of the server has a message.
  const body = (await answer.json().catch(() => ({}))) as { readonly message?: string };
  return body.message ?? `The server answers ${answer.status}.`;
}

const describeProblem = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function keepAsking(): Promise<never> {
  for (;;) {
    if (!document.hidden) {
      try {
        await ask();
      } catch (error) {
        const isAway = error instanceof TypeError;
        const problem = isAway ? 'The server is away. Trying again every second.' : describeProblem(error);
        if (state.problem !== problem) setState({ ...state, problem });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0 && state.messages === undefined) void keepAsking();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useMailbox = (): MailboxState => useSyncExternalStore(subscribe, () => state);

/** Makes the cloud forget all messages. */
export async function emptyMailbox(): Promise<void> {
  const answer = await fetch('/mail.json', { method: 'DELETE' });
  if (answer.ok) setState({ messages: [], problem: undefined });
}

/** Answers a text message as its receiver. Returns whether the receiver wants no more of them. */
export async function reply(from: string, text: string): Promise<boolean> {
  const answer = await fetch('/mail/replies', { method: 'POST', body: JSON.stringify({ from, text }) });
  if (!answer.ok) throw new Error(await refusalOf(answer));
  // What the route answers.
  const { isOptedOut } = (await answer.json()) as { readonly isOptedOut: boolean };
  return isOptedOut;
}
