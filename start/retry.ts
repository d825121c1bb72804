import { setTimeout as wait } from 'node:timers/promises';

/** The type of a refusal that changed nothing: others were writing the same rows, so the same request may succeed. */
export const TRY_AGAIN = 'TryAgain';

/** How often a request is sent at most. */
export const ATTEMPTS = 6;

const FIRST_PAUSE_MS = 250;

/**
 * Milliseconds between an attempt and the next. They double, with jitter, so that requests that were refused together
 * are not retried together: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export const pauseAfter = (attempt: number) => FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());

/** Waits so many milliseconds, or until the signal is aborted. */
export type Pause = (ms: number, stop?: AbortSignal) => Promise<unknown>;

export const pause: Pause = (ms, stop) => wait(ms, undefined, { signal: stop }).catch(() => undefined);

export interface GraphqlAnswer {
  readonly data?: object | null;
  readonly errors?: readonly { readonly errorType?: string }[];
}

export interface RetryOptions {
  /** Once it is aborted, nothing is sent again. @default never aborted */
  readonly stop?: AbortSignal | undefined;
  /** @default lets time pass */
  readonly pause?: Pause;
}

/** Sends a GraphQL request, and again while its answer says to. Returns the last answer, whatever it says. */
export async function sendWithRetries<Answer extends GraphqlAnswer>(
  send: () => Promise<Answer>,
  { stop, pause: pauseFor = pause }: RetryOptions = {},
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send();
    if (!saysTryAgain(answer) || attempt === ATTEMPTS) return answer;
    await pauseFor(pauseAfter(attempt), stop);
    if (stop?.aborted) return answer;
  }
}

/** Whether every field was refused like that: what another field did would be done twice. */
const saysTryAgain = ({ data, errors = [] }: GraphqlAnswer) =>
  errors.length > 0 &&
  errors.every(({ errorType }) => errorType === TRY_AGAIN) &&
  Object.values(data ?? {}).every((field) => field === null);
