import { buildSchema, type GraphQLSchema } from 'graphql';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CloudDescription } from '../../CloudDescription.ts';

export interface CloudState {
  readonly description: CloudDescription;
  /** Nobody answers; the console asks again and again. */
  readonly isAway: boolean;
  /** Since when it answers again, in epoch milliseconds. */
  readonly backSince: number | undefined;
  /** Undefined until somebody may read it. */
  readonly schema: GraphQLSchema | undefined;
}

/** The cloud that serves this page: whether it is there, how it describes itself, and its schema. */
export interface Cloud {
  readonly store: StoreApi<CloudState>;
  describe(): CloudDescription;
  /** Reads the description again, because what it named was refused. */
  refresh(): Promise<void>;
  /** A request had no answer, or a connection broke: looks at once whether the cloud is there. */
  doubt(): void;
  /** Calls back when a doubted cloud is there, after its description was read again. */
  onReturn(listener: () => void): void;
  /** Asks for the schema at once, as somebody else. */
  lookAgain(): void;
}

/** Between two looks whether the cloud is there and its schema the same. Chosen. */
const LOOK_MS = 5_000;
/** The same, while it is away. Chosen: a restart takes a second or two. */
const LOOK_WHILE_AWAY_MS = 1_000;

export interface CloudOptions {
  readonly description: CloudDescription;
  /** Headers with which the schema is asked for; on this machine it needs none. */
  readonly schemaHeaders: () => Promise<Readonly<Record<string, string>>>;
  /** Whether somebody looks at the page. */
  readonly isVisible: () => boolean;
}

export function createCloud({ description, schemaHeaders, isVisible }: CloudOptions): Cloud {
  const initial: CloudState = { description, isAway: false, backSince: undefined, schema: undefined };
  const store = createStore(() => initial);
  const listeners: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let etag: string | undefined;
  let isDoubted = false;

  const refresh = async () => store.setState({ description: await fetchDescription() });

  const readSchema = async () => {
    const response = await fetch('/console/schema.graphql', {
      headers: { ...(await schemaHeaders()), ...(etag !== undefined && { 'if-none-match': etag }) },
      cache: 'no-store',
    });
    if (!response.ok) return;
    etag = response.headers.get('etag') ?? undefined;
    store.setState({ schema: buildSchema(await response.text(), { assumeValid: true }) });
  };

  const look = async () => {
    try {
      if (isDoubted) await refresh();
      await readSchema();
      if (!isDoubted) return;
      isDoubted = false;
      if (store.getState().isAway) store.setState({ isAway: false, backSince: Date.now() });
      for (const listener of listeners) listener();
    } catch (error) {
      // What fetch rejects with where nobody answers: https://fetch.spec.whatwg.org/#fetch-method
      if (!(error instanceof TypeError)) throw error;
      isDoubted = true;
      store.setState({ isAway: true });
    }
  };

  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const round = isVisible() || isDoubted ? look() : Promise.resolve();
      void round.finally(() => schedule(store.getState().isAway ? LOOK_WHILE_AWAY_MS : LOOK_MS));
    }, delayMs);
  };
  schedule(0);

  return {
    store,
    describe: () => store.getState().description,
    refresh,
    doubt() {
      if (isDoubted) return;
      isDoubted = true;
      schedule(0);
    },
    onReturn: (listener) => void listeners.push(listener),
    lookAgain: () => schedule(0),
  };
}

/** Rejects with a `TypeError` where nobody answers, or somebody who is no cloud yet. */
export async function fetchDescription(): Promise<CloudDescription> {
  const response = await fetch('/outputs.json', { cache: 'no-store' });
  if (!response.ok) throw new TypeError(`The cloud answered ${response.status} for its description.`);
  // The cloud that serves this page describes itself there.
  return (await response.json()) as CloudDescription;
}
