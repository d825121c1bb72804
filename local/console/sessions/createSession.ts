import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMPTY_LOG, type Entry, type EntryKind, newEntry, putEntry } from '../answers/Entry.ts';
import { type OperationRequest, titleOf } from '../operations/OperationRequest.ts';
import { post } from '../operations/post.ts';
import { createSubscriptionRun } from './createSubscriptionRun.ts';
import { asWhom, explainFailure, sendAs, type Sending } from './sendAs.ts';
import type { SessionState, SessionTab } from './Session.ts';

/** What a tab runs: its requests, its one subscription, and everything that came of them. */
export interface Session {
  readonly store: StoreApi<SessionState>;
  /** Sends a query or a mutation beside whatever runs; a subscription takes the place of the one before. */
  run(request: OperationRequest): void;
  /** Ends the subscription. */
  stop(): void;
  /** The tab has another user: the subscription starts again as that one. */
  changeUser(): void;
  /** The cloud is back: an interrupted subscription starts again. */
  resume(): void;
  say(kind: EntryKind, title: string): void;
  /** Looks at one entry, or at the latest again. */
  select(entryId: number | undefined): void;
  /** Somebody looks at the tab. */
  see(): void;
  clear(): void;
  close(): void;
}

export function createSession(tab: SessionTab, sending: Sending): Session {
  const store = createStore<SessionState>(() => ({
    log: EMPTY_LOG,
    selected: undefined,
    unseen: 0,
    subscription: undefined,
  }));
  const put = (entry: Entry) =>
    store.setState(({ log, unseen }) => ({
      log: putEntry(log, entry),
      unseen: tab.isVisible() ? 0 : unseen + (entry.isPending ? 0 : 1),
    }));
  const say = (kind: EntryKind, title: string) => put(newEntry(kind, title));
  const subscription = createSubscriptionRun({ tab, sending, store, put });

  return {
    store,
    run(request) {
      // What is run now is what somebody wants to see.
      store.setState({ selected: undefined });
      if (request.operation.kind === 'subscription') subscription.start(request);
      else void send(request, tab, sending, put);
    },
    stop() {
      const { subscription: running } = store.getState();
      if (!running) return;
      subscription.end();
      say('notice', `${titleOf(running.request)} was stopped.`);
    },
    changeUser() {
      const { subscription: running } = store.getState();
      if (running && running.user !== tab.user()) subscription.start(running.request);
    },
    resume: subscription.resume,
    say,
    select: (selected) => store.setState({ selected }),
    see: () => store.setState({ unseen: 0 }),
    clear: () => store.setState({ log: EMPTY_LOG, selected: undefined }),
    close: subscription.end,
  };
}

/** Sends a query or a mutation, and puts its answer in the place of its beginning. */
async function send(
  request: OperationRequest,
  tab: SessionTab,
  sending: Sending,
  put: (entry: Entry) => void,
): Promise<void> {
  const user = tab.user();
  const traceId = newTraceId(Date.now());
  const name = titleOf(request);
  const entry = { ...newEntry('answer', name), traceId };
  put({ ...entry, isPending: true });
  try {
    const answer = await sendAs(sending, user, request, (credentials) =>
      post(sending.cloud.describe().graphqlUrl, request, credentials, traceId),
    );
    const { text, complaint } = answer;
    const durationMs = Date.now() - entry.at;
    put({
      ...entry,
      durationMs,
      text,
      ...(complaint !== undefined && { kind: 'failure', title: `${name}: ${complaint}` }),
    });
  } catch (error) {
    const title = `${name}, ${asWhom(user, request)}: ${explainFailure(error, sending)}`;
    put({ ...newEntry('failure', title), id: entry.id, at: entry.at });
  }
}

/**
 * Creates the trace id of a request before it is sent, so that its path can be followed while it runs: a client may begin a
 * trace. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
function newTraceId(nowMs: number): string {
  // `randomUUID` is for pages over TLS and of this machine alone: https://developer.mozilla.org/docs/Web/API/Crypto/randomUUID
  const random = crypto.getRandomValues(new Uint8Array(12));
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `1-${Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')}-${hex}`;
}
