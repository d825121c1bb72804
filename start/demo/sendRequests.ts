import type { Screen } from './Screen.ts';
import { type Request, shortId } from './requests.ts';

interface SenderOptions {
  readonly graphqlUrl: string;
  readonly requestLog: RequestLog;
  readonly screen: Screen;
}

/** Sends requests, writes each down with its answer, and shows it. */
export function createSender({ graphqlUrl, requestLog, screen }: SenderOptions) {
  const transact = async (request: Request): Promise<Answer> => {
    const { who, kind, action, about, lot } = request;
    const entry = requestLog.add({ who: who.name, kind, action, about, ...(lot && { lot }) });
    entry.answer = await sendMutation(graphqlUrl, request);
    return entry.answer;
  };
  const show = ({ who, kind, does, about }: Request, { outcome, word, id }: Answer, times = 1) => {
    const count = times > 1 ? ` (${times} times)` : '';
    // A lot's name is part of what the request is about.
    const detail = outcome === 'accepted' && id && kind !== 'lot' ? { detail: shortId(id) } : {};
    screen.line({
      who: who.name,
      kind: 'request',
      what: `${does} ${about}${count}`,
      status: word,
      ...detail,
    });
  };
  return {
    async send(request: Request): Promise<Answer> {
      const answer = await transact(request);
      show(request, answer);
      return answer;
    },
    async sendAtOnce(requests: readonly Request[]): Promise<readonly Answer[]> {
      const refusals = new Map<string, [Request, Answer][]>();
      const answers = requests.map(async (request) => {
        const answer = await transact(request);
        const like = [request.who.name, request.action, request.about, answer.word].join();
        if (answer.outcome === 'accepted') show(request, answer);
        else refusals.set(like, [...(refusals.get(like) ?? []), [request, answer]]);
        return answer;
      });
      await Promise.all(answers);
      for (const [first, ...others] of refusals.values()) if (first) show(...first, 1 + others.length);
      return Promise.all(answers);
    },
  };
}

interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, { readonly status: string; readonly id: string } | null>> | null;
  readonly errors?: readonly { readonly errorType?: string; readonly message: string }[];
}

/** Sends a mutation over HTTP; a GraphQL error is an answer too. */
async function sendMutation(
  graphqlUrl: string,
  { who, field, mutation, variables }: Request,
): Promise<Answer> {
  const headers = { authorization: who.session.idToken, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: mutation, variables });
  const response = await fetch(graphqlUrl, { method: 'POST', headers, body });
  // Every mutation of the demo selects these fields.
  const { data, errors } = (await response.json()) as GraphqlAnswer;
  const ticket = data?.[field];
  if (!errors && ticket) return { outcome: 'accepted', word: ticket.status, id: ticket.id };
  const [{ errorType, message } = { message: 'No data' }] = errors ?? [];
  return { outcome: 'refused', word: errorType ?? message, reason: message };
}

/** What came of a request, as its sender was answered. */
export interface Answer {
  /** `accepted`: something was stored or will be. `refused`: nothing was. `buried`: it lies in the dead letters. */
  readonly outcome: 'accepted' | 'refused' | 'buried';
  /** The status answered, or the type of the refusal. */
  readonly word: string;
  readonly reason?: string;
  /** Of the booking, order or lot; where there is one. */
  readonly id?: string;
}

/** A request as it is written down. */
export interface Sent extends Pick<Request, 'kind' | 'action' | 'about' | 'lot'> {
  readonly who: string;
}

/** One request from sending to answer. */
export interface LoggedRequest extends Sent {
  /** Absent until it has come. */
  answer?: Answer;
}

/** Every request of the demo, in the order of sending. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  /** Writes a request down before it is sent; its answer is filled in when it comes. */
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

/** The id that an answer tells of. Throws where the request was refused instead. */
export function ticketId({ id, word, reason = '' }: Answer): string {
  if (id === undefined) throw new Error(`A ticket was expected, and ${word} answered: ${reason}`);
  return id;
}
