import { type RetryOptions, sendWithRetries } from '../retry.ts';
import type { Screen } from './Screen.ts';
import { type Request, shortId } from './requests.ts';

interface SenderOptions {
  readonly graphqlUrl: string;
  readonly requestLog: RequestLog;
  readonly screen: Screen;
  /** @default lets time pass between attempts */
  readonly pause?: RetryOptions['pause'];
}

/** Sends requests, logs each with its answer, and shows it. */
export function createSender({ graphqlUrl, requestLog, screen, ...retries }: SenderOptions) {
  const sendAndLog = async (request: Request): Promise<Answer> => {
    const { who, kind, action, about, lot } = request;
    const entry = requestLog.add({ who: who.name, kind, action, about, ...(lot && { lot }) });
    entry.answer = await sendMutation(graphqlUrl, request, retries);
    return entry.answer;
  };
  const show = ({ who, kind, verb, about }: Request, { outcome, code, id }: Answer, times = 1) => {
    // The line of a restock already shows the lot's name, and somebody's availability is their own.
    const isNamed = outcome === 'accepted' && id && kind !== 'lot' && kind !== 'availability';
    const detail = times > 1 ? { detail: `× ${times}` } : isNamed ? { detail: shortId(id) } : {};
    screen.line({
      who: who.name,
      kind: 'request',
      what: `${verb} ${about}`,
      status: code,
      ...detail,
    });
  };
  return {
    async send(request: Request): Promise<Answer> {
      const answer = await sendAndLog(request);
      show(request, answer);
      return answer;
    },
    async sendAtOnce(requests: readonly Request[]): Promise<readonly Answer[]> {
      const refusals = new Map<string, [Request, Answer][]>();
      const answers = requests.map(async (request) => {
        const answer = await sendAndLog(request);
        const key = [request.who.name, request.action, request.about, answer.code].join();
        if (answer.outcome === 'accepted') show(request, answer);
        else refusals.set(key, [...(refusals.get(key) ?? []), [request, answer]]);
        return answer;
      });
      await Promise.all(answers);
      for (const [first, ...others] of refusals.values()) if (first) show(...first, 1 + others.length);
      return Promise.all(answers);
    },
  };
}

interface Ticket {
  /** Whether somebody takes lists is the one status that is no word. */
  readonly status: string | boolean;
  readonly id: string;
}

interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, Ticket | null>> | null;
  readonly errors?: readonly { readonly errorType?: string; readonly message: string }[];
}

/** Sends a mutation over HTTP, and again while it is to be tried again. Returns GraphQL errors as a refusal. */
async function sendMutation(
  graphqlUrl: string,
  { who, field, mutation, variables }: Request,
  retries: RetryOptions,
): Promise<Answer> {
  const headers = { authorization: who.session.idToken, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: mutation, variables });
  const { data, errors } = await sendWithRetries(async () => {
    const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
    // Every mutation of the demo selects these fields.
    return (await response.json()) as GraphqlAnswer;
  }, retries);
  const ticket = data?.[field];
  if (!errors && ticket) return { outcome: 'accepted', code: codeOf(ticket), id: ticket.id };
  const [{ errorType, message } = { message: 'No data' }] = errors ?? [];
  return { outcome: 'refused', code: errorType ?? message, reason: message };
}

const codeOf = ({ status }: Ticket) =>
  typeof status === 'string' ? status : status ? 'TAKES_LISTS' : 'TAKES_NO_LISTS';

/** The answer to a request. */
export interface Answer {
  /** `accepted`: something was stored or will be. `refused`: nothing was. `deadLettered`: it is in the dead letter queue. */
  readonly outcome: 'accepted' | 'refused' | 'deadLettered';
  /** The returned status, or the error type of the refusal. */
  readonly code: string;
  readonly reason?: string;
  /** The id of what the request is about; absent where there is none. */
  readonly id?: string;
}

/** A request as it is logged. */
export interface Sent extends Pick<Request, 'kind' | 'action' | 'about' | 'lot'> {
  readonly who: string;
}

/** One request from sending to answer. */
export interface LoggedRequest extends Sent {
  /** Absent until it arrives. */
  answer?: Answer;
}

/** Every request of the demo, in the order of sending. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** Logs a request before it is sent. The sender adds the answer later. */
  add(request: Sent): LoggedRequest;
}

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(request) {
      const entry: LoggedRequest = { ...request };
      entries.push(entry);
      return entry;
    },
  };
}

/** Returns the id in an answer. Throws if the request was refused. */
export function ticketId({ id, code, reason = '' }: Answer): string {
  if (id === undefined) throw new Error(`Expected a ticket, but the answer was ${code}: ${reason}`);
  return id;
}
