import type { StoreApi } from 'zustand/vanilla';
import { type Entry, newEntry } from '../answers/Entry.ts';
import { type OperationRequest, titleOf } from '../operations/OperationRequest.ts';
import { type Opening, openSubscription } from '../operations/openSubscription.ts';
import { complaintOf } from '../operations/post.ts';
import type { Refusal } from '../operations/subscribe.ts';
import { asWhom, explainFailure, sendAs, type Sending } from './sendAs.ts';
import type { RunningSubscription, SessionState, SessionTab } from './Session.ts';

/** The one subscription of a tab, on a connection of its own, which is opened again when it breaks. */
export interface SubscriptionRun {
  /** Starts one in the place of whatever runs. */
  start(request: OperationRequest): void;
  /** Starts an interrupted one again. */
  resume(): void;
  /** Ends it without a word. */
  end(): void;
}

interface Dependencies {
  readonly tab: SessionTab;
  readonly sending: Sending;
  readonly store: StoreApi<SessionState>;
  readonly put: (entry: Entry) => void;
}

/** Pauses between attempts at a connection that breaks again and again. Chosen. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

export function createSubscriptionRun(dependencies: Dependencies): SubscriptionRun {
  const run: Run = { ...dependencies, turn: 0, pauseMs: 0, close: undefined, pause: undefined };
  const { store, tab } = run;
  return {
    start(request) {
      disconnect(run);
      run.pauseMs = 0;
      store.setState({ subscription: { request, user: tab.user(), state: 'starting', received: 0 } });
      tab.setRunning(request.operation.name ?? null);
      void open(run, request);
    },
    resume() {
      const { subscription } = store.getState();
      if (subscription?.state !== 'interrupted') return;
      clearTimeout(run.pause);
      run.pause = setTimeout(() => void open(run, subscription.request), run.pauseMs);
      run.pauseMs = Math.min(Math.max(run.pauseMs * 2, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    },
    end: () => end(run),
  };
}

interface Run extends Dependencies {
  /** Counts connections, so that nothing is heard of an earlier one. */
  turn: number;
  pauseMs: number;
  pause: ReturnType<typeof setTimeout> | undefined;
  close: (() => void) | undefined;
}

function change({ store }: Run, changed: Partial<RunningSubscription>): void {
  store.setState(({ subscription }) => ({ subscription: subscription && { ...subscription, ...changed } }));
}

function disconnect(run: Run): void {
  run.turn++;
  clearTimeout(run.pause);
  run.close?.();
  run.close = undefined;
}

function end(run: Run): void {
  disconnect(run);
  run.store.setState({ subscription: undefined });
  run.tab.setRunning(undefined);
}

function fail(run: Run, title: string, payload?: unknown): void {
  end(run);
  const text = payload === undefined ? undefined : JSON.stringify(payload, null, 2);
  run.put({ ...newEntry('failure', title), ...(text !== undefined && { text }) });
}

/** Waits until the cloud is there. */
function interrupt(run: Run, request: OperationRequest): void {
  if (run.store.getState().subscription?.state !== 'interrupted')
    run.put(
      newEntry(
        'notice',
        `The connection of ${titleOf(request)} broke. It is started again as soon as the server is there.`,
      ),
    );
  disconnect(run);
  change(run, { state: 'interrupted' });
  run.sending.cloud.doubt();
}

async function open(run: Run, request: OperationRequest): Promise<void> {
  const mine = ++run.turn;
  const user = run.tab.user();
  try {
    const opening = await sendAs(run.sending, user, request, (credentials) => {
      const opened = openSubscription(
        run.sending.cloud.describe(),
        request,
        credentials,
        listenerOf(run, mine, request),
      );
      run.close = opened.close;
      return opened.opening;
    });
    if (mine === run.turn) settle(run, request, opening, asWhom(user, request));
  } catch (error) {
    if (mine !== run.turn) return;
    if (error instanceof TypeError) interrupt(run, request);
    else fail(run, `${titleOf(request)} cannot start: ${explainFailure(error, askingOnlyAtStart(run))}`);
  }
}

/** Who started it is there to sign in; nobody may be when it starts again. */
const askingOnlyAtStart = ({ sending, store }: Run): Sending =>
  store.getState().subscription?.state === 'starting'
    ? sending
    : { ...sending, askToSignIn: () => undefined };

/** Says what became of an attempt. `who` is whom it was made as. */
function settle(run: Run, request: OperationRequest, opening: Opening, who: string): void {
  const title = titleOf(request);
  if (opening.outcome === 'lost') return interrupt(run, request);
  if (opening.outcome === 'refused')
    return fail(run, `${title}, ${who}, was refused: ${reasonOf(opening.refusal)}`, opening.refusal?.payload);
  const isAgain = run.store.getState().subscription?.state === 'interrupted';
  run.pauseMs = 0;
  change(run, { state: 'running' });
  run.put(
    newEntry(
      'notice',
      isAgain
        ? `Connected again: ${title} runs ${who}. What happened in between was not delivered.`
        : `${title} runs ${who}. Events appear here.`,
    ),
  );
}

function listenerOf(run: Run, mine: number, request: OperationRequest) {
  const title = titleOf(request);
  let delivery = 0;
  return {
    event(payload: unknown, subscriptionId: string) {
      delivery++;
      if (mine !== run.turn) return;
      const complaint = complaintOf(payload);
      const said = complaint === undefined ? title : `${title}: ${complaint}`;
      run.put({
        ...newEntry('event', said),
        text: JSON.stringify(payload, null, 2),
        subscriptionId,
        delivery,
      });
      change(run, { received: (run.store.getState().subscription?.received ?? 0) + 1 });
    },
    ended(refusal: Refusal | undefined) {
      if (mine === run.turn)
        fail(run, `${title} was ended by the server: ${reasonOf(refusal)}`, refusal?.payload);
    },
    lost() {
      if (mine === run.turn) interrupt(run, request);
    },
  };
}

const reasonOf = (refusal: Refusal | undefined) => complaintOf(refusal?.payload) ?? 'it gave no reason';
