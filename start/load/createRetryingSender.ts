import { causeOf } from '../connect.ts';
import { ATTEMPTS, type Pause, pauseAfter, TRY_AGAIN } from '../retry.ts';
import { type Entry, isRefusal, type Refusal } from './Entry.ts';
import { kinds } from './kinds.ts';
import type { LongSession } from './openSession.ts';
import type { Outcome } from './sendAll.ts';

export interface SenderOptions {
  readonly graphqlUrl: string;
  readonly session: LongSession;
  /** Waits between two attempts. */
  readonly pause: Pause;
  /** Once it is aborted, nothing is sent again. */
  readonly stop: AbortSignal;
}

/** No server answers. */
export const UNREACHABLE = 'Unreachable';
/** The session has expired: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const UNAUTHORIZED = 'UnauthorizedException';

/** Refusals after which another attempt may succeed. Every input has an id or a token, so a repeated request has no further effect. */
const RETRYABLE = [TRY_AGAIN, 'QueueUnavailable', UNREACHABLE, UNAUTHORIZED];
const isRetryable = (errorType: string) =>
  RETRYABLE.includes(errorType) || /^HTTP (429|5..)$/.test(errorType);

const ANSWER_MS = 30_000;
const MESSAGE_LENGTH = 200;

/** Sends an entry as its mutation, and retries with a growing pause while the refusal is transient. */
export function createRetryingSender({ graphqlUrl, session, pause, stop }: SenderOptions) {
  return async (entry: Entry): Promise<Outcome> => {
    for (let attempt = 1; ; attempt++) {
      const { token } = session;
      const outcome = await sendOnce(graphqlUrl, token, entry);
      if (!isRefusal(outcome) || !isRetryable(outcome.errorType) || attempt === ATTEMPTS) return outcome;
      const renewal = outcome.errorType === UNAUTHORIZED && !stop.aborted && (await session.renew(token));
      if (renewal === 'refused') return outcome;
      if (renewal !== 'renewed' && !stop.aborted) await pause(pauseAfter(attempt), stop);
      if (stop.aborted) return outcome;
    }
  };
}

async function sendOnce(graphqlUrl: string, authorization: string, entry: Entry): Promise<Outcome> {
  const { mutation, inputType } = kinds[entry.kind];
  const query = `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { id } }`;
  try {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { input: entry.input } }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return readAnswer(entry, response.status, await response.text());
  } catch (error) {
    return refused(entry, UNREACHABLE, `${graphqlUrl}: ${causeOf(error)}`);
  }
}

function readAnswer(entry: Entry, status: number, text: string): Outcome {
  const { data, errors } = parse(text);
  if (status === 429 || status >= 500 || (!data && !errors))
    return refused(entry, `HTTP ${status}`, text.slice(0, MESSAGE_LENGTH));
  if (!errors) return entry;
  const [{ errorType, message }] = errors;
  return refused(entry, errorType ?? 'Refused', message);
}

interface Answer {
  readonly data?: object;
  readonly errors?: readonly [{ readonly errorType?: string; readonly message: string }];
}

/** Returns an empty answer for text that is not JSON, such as the error page of a proxy. */
function parse(text: string): Answer {
  try {
    // Any other JSON has no such members.
    return Object(JSON.parse(text)) as Answer;
  } catch {
    return {};
  }
}

const refused = ({ input, ...entry }: Entry, errorType: string, message: string): Refusal => ({
  ...entry,
  errorType,
  message,
  value: { type: entry.kind, ...input },
});
