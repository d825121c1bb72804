import type { HttpResponse } from '../../local/platform/HttpMessage.ts';
import { takeTurns, type Choose } from './interleavings.ts';
import type { StartedApi } from './startApi.ts';

const GATED = [
  'BatchGetItem',
  'PutItem',
  'GetItem',
  'UpdateItem',
  'DeleteItem',
  'TransactWriteItems',
] as const;

const taken: HttpResponse = { status: 200, headers: {}, body: '{}' };
const unavailable: HttpResponse = { status: 503, headers: {}, body: '' };

/** What a request was answered: its ticket, or the type of its refusal. */
export type CopyAnswer = { readonly id: string } | { readonly errorType: string };

/**
 * Sends requests at once. In which order their calls reach DynamoDB and SQS is chosen, and so is whether SQS
 * takes each message.
 */
export async function sendCopies(
  api: StartedApi,
  choose: Choose,
  requests: readonly (() => Promise<{ id: string }>)[],
): Promise<CopyAnswer[]> {
  const turns = takeTurns(requests.length, choose);
  const ungated = { ...api.tableActions };
  for (const name of GATED)
    api.tableActions[name] = async (input, call) => {
      await turns.turn();
      return ungated[name]!(input, call);
    };
  api.sqs.answer = async () => {
    await turns.turn();
    return choose(2) === 0 ? taken : unavailable;
  };
  const answers = await Promise.all(requests.map((request) => answerOf(request).finally(turns.ended)));
  Object.assign(api.tableActions, ungated);
  return answers;
}

const answerOf = (request: () => Promise<{ id: string }>): Promise<CopyAnswer> =>
  request().catch((error: Error) => ({ errorType: JSON.parse(error.message)[0].errorType }));
