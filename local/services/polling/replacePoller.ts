import { createGate, type Gate } from '../../platform/createGate.ts';
import { describeError } from '../../platform/errors.ts';
import type { World } from '../../platform/World.ts';
import type { Poller } from './startPoller.ts';

/** Pollers that were taken away or replaced, until they have ended. Nobody waits: a delivery takes as long as its function does. */
export interface EndingPollers {
  /** Ends a poller, and then calls `done`. */
  end(poller: Poller | undefined, source: string, done?: () => void): Promise<void>;
  /** Resolves once all have ended. */
  all(): Promise<void>;
}

export function createEndingPollers({ feed }: World): EndingPollers {
  const ending = new Set<Promise<void>>();
  const report = (source: string) => (error: unknown) =>
    feed.publish({
      kind: 'failure',
      traceId: null,
      source,
      code: 'InternalFailure',
      message: describeError(error),
    });
  return {
    end(poller, source, done = () => undefined) {
      const ended = (poller?.close() ?? Promise.resolve())
        .catch(report(source))
        .then(done)
        .finally(() => ending.delete(ended));
      ending.add(ended);
      return ended;
    },
    async all() {
      await Promise.all(ending);
    },
  };
}

export interface Replacement {
  readonly source: string;
  /** Throws at once for a poller that cannot be; then the other one goes on. */
  start(gate: Gate): Poller;
  /** Called once the other one has ended. @default does nothing */
  between?(): void;
}

/** Starts a poller in the place of another one, which first ends what it has begun: two at a time would deliver records twice. */
export function replacePoller(
  ending: EndingPollers,
  before: Poller | undefined,
  { source, start, between }: Replacement,
): Poller {
  const gate = createGate();
  const next = start(gate);
  const ended = ending.end(before, source, () => {
    between?.();
    gate.open();
  });
  return {
    async close() {
      await ended;
      await next.close();
    },
  };
}
