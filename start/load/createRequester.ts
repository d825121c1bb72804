import { causeOf } from '../connect.ts';
import { ATTEMPTS, type Pause, pauseAfter, TRY_AGAIN } from '../retry.ts';
import type { LongSession } from './openSession.ts';

export interface RequesterOptions {
  readonly graphqlUrl: string;
  readonly session: LongSession;
  /** Waits between two attempts. */
  readonly pause: Pause;
  /** Once it is aborted, nothing is sent again. */
  readonly stop: AbortSignal;
}

/** Why an operation was not carried out. */
export interface Fault {
  readonly errorType: string;
  readonly message: string;
}

/** What an operation was answered: data, or the first error. */
export type Reply =
  | { readonly data: object; readonly fault?: undefined }
  | { readonly data?: undefined; readonly fault: Fault };

/** Carries out an operation, again while what is wrong with it may pass. */
export type Requester = (query: string, variables: object) => Promise<Reply>;

/** No server answers. */
export const UNREACHABLE = 'Unreachable';
/** The session has expired: https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html */
export const UNAUTHORIZED = 'UnauthorizedException';

/** Refusals after which another attempt may succeed. */
const RETRYABLE = [TRY_AGAIN, 'QueueUnavailable', UNREACHABLE, UNAUTHORIZED];
const isRetryable = (errorType: string) =>
  RETRYABLE.includes(errorType) || /^HTTP (429|5..)$/.test(errorType);

const ANSWER_MS = 30_000;
const MESSAGE_LENGTH = 200;

/**
 * Sends operations, each with a growing pause while its refusal is transient. Only what has no further effect when it is
 * repeated may be sent by it.
 */
export function createRequester({ graphqlUrl, session, pause, stop }: RequesterOptions): Requester {
  return async (query, variables) => {
    for (let attempt = 1; ; attempt++) {
      const { token } = session;
      const reply = await requestOnce(graphqlUrl, token, { query, variables });
      if (!reply.fault || !isRetryable(reply.fault.errorType) || attempt === ATTEMPTS) return reply;
      const isExpired = reply.fault.errorType === UNAUTHORIZED;
      const renewal = isExpired && !stop.aborted && (await session.renew(token));
      if (renewal === 'refused') return reply;
      if (renewal !== 'renewed' && !stop.aborted) await pause(pauseAfter(attempt), stop);
      if (stop.aborted) return reply;
    }
  };
}

async function requestOnce(graphqlUrl: string, authorization: string, body: object): Promise<Reply> {
  try {
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return readAnswer(response.status, await response.text());
  } catch (error) {
    return faulty(UNREACHABLE, `${graphqlUrl}: ${causeOf(error)}`);
  }
}

function readAnswer(status: number, text: string): Reply {
  const { data, errors } = parse(text);
  if (status === 429 || status >= 500 || (!data && !errors))
    return faulty(`HTTP ${status}`, text.slice(0, MESSAGE_LENGTH));
  if (!errors) return { data: data ?? {} };
  const [{ errorType, message }] = errors;
  return faulty(errorType ?? 'Refused', message);
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

const faulty = (errorType: string, message: string): Reply => ({ fault: { errorType, message } });
