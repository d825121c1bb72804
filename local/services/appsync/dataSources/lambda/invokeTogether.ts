import type { DataSourceAnswer, DataSourceCall } from '../DataSourceCall.ts';

interface Waiting {
  readonly payload: unknown;
  answer(answer: DataSourceAnswer): void;
  fail(error: unknown): void;
}

type Invoke = (event: unknown) => Promise<DataSourceAnswer>;

/** AppSync's own limit: https://docs.aws.amazon.com/general/latest/gr/appsync.html#limits_appsync */
const LARGEST_BATCH = 2000;

/** Siblings that ask the same function in the same round go in one event, a list of their payloads. */
export function invokeTogether(
  { run, asker, maxBatchSize }: DataSourceCall<'AWS_LAMBDA'>,
  payload: unknown,
  invoke: Invoke,
) {
  const waiting = (run.batches.get(asker) ?? []) as Waiting[];
  return new Promise<DataSourceAnswer>((answer, fail) => {
    waiting.push({ payload, answer, fail });
    if (waiting.length > 1) return;
    run.batches.set(asker, waiting);
    // Runs once every sibling whose turn it already is has asked.
    process.nextTick(() => {
      run.batches.delete(asker);
      const size = Math.min(maxBatchSize || LARGEST_BATCH, LARGEST_BATCH);
      for (let at = 0; at < waiting.length; at += size) void settle(waiting.slice(at, at + size), invoke);
    });
  });
}

async function settle(batch: readonly Waiting[], invoke: Invoke): Promise<void> {
  try {
    const answers = split(await invoke(batch.map(({ payload }) => payload)), batch.length);
    for (const [at, { answer }] of batch.entries()) answer(answers[at]!);
  } catch (error) {
    for (const { fail } of batch) fail(error);
  }
}

function split({ result, error }: DataSourceAnswer, size: number): readonly DataSourceAnswer[] {
  if (error) return Array.from({ length: size }, () => ({ result: null, error }));
  if (Array.isArray(result) && result.length === size) return result.map(itemAnswer);
  const got = Array.isArray(result) ? `a list of ${result.length}` : 'no list';
  const wrong = {
    message: `The response must be a list of ${size} results, but it is ${got}.`,
    type: 'Lambda:IllegalArgument',
  };
  return Array.from({ length: size }, () => ({ result: null, error: wrong }));
}

/** An item of the answer is a result, or an envelope that can carry an error of its own. */
function itemAnswer(item: any): DataSourceAnswer {
  const enveloped =
    typeof item === 'object' &&
    item !== null &&
    ('errorMessage' in item || 'errorType' in item || 'data' in item);
  if (!enveloped) return { result: item };
  const { data = null, errorMessage, errorType } = item;
  const failed = typeof errorMessage === 'string' || typeof errorType === 'string';
  if (!failed) return { result: data };
  return { result: data, error: { message: errorMessage ?? '', type: errorType ?? 'Lambda:Unhandled' } };
}
