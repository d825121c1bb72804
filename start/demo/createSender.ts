import { ask } from './ask.ts';
import type { Answer, Ledger } from './Ledger.ts';
import type { Request } from './Request.ts';
import type { Screen } from './Screen.ts';
import { shortId } from './shortId.ts';

interface SenderOptions {
  readonly graphqlUrl: string;
  readonly ledger: Ledger;
  readonly screen: Screen;
}

/** Sends requests, writes each down with its answer, and shows it. */
export function createSender({ graphqlUrl, ledger, screen }: SenderOptions) {
  const transact = async (request: Request): Promise<Answer> => {
    const { who, kind, action, about, lot } = request;
    const entry = ledger.sent({ who: who.name, kind, action, about, ...(lot && { lot }) });
    entry.answer = await ask(graphqlUrl, request);
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
      for (const alike of refusals.values()) show(...alike[0]!, alike.length);
      return Promise.all(answers);
    },
  };
}
