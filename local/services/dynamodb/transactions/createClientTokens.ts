import { hash } from 'node:crypto';
import type { World } from '../../../platform/World.ts';
import { createExpiringMap } from '../../../platform/createExpiringMap.ts';
import { constraintViolation } from '../errors.ts';
import { AwsError } from '../../../platform/AwsError.ts';

/** Remembers the transactions of the last ten minutes by their client's token. */
export interface ClientTokens {
  /**
   * Runs `work`, unless the same request was done with this `token` before; returns which. Throws while it is under
   * way.
   */
  runOnce(
    token: string | undefined,
    request: string,
    work: () => void | Promise<void>,
  ): Promise<'done' | 'repeated'>;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken */
const REMEMBERED_MS = 10 * 60 * 1000;
const LONGEST_TOKEN = 36;
/** Chosen: 1,600 transactions a second. A token that was dropped earlier would let its transaction run twice. */
const MOST_TOKENS = 1_000_000;

const TREE = 'dynamodbTokens';

interface Done {
  readonly digest: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

export function createClientTokens({ clock, journal }: Pick<World, 'clock' | 'journal'>): ClientTokens {
  const done = createExpiringMap<Done>(clock, {
    lifeMs: REMEMBERED_MS,
    onExpired: (key) => journal.append([{ tree: TREE, key }]),
  });
  const underWay = new Map<string, { readonly digest: string }>();
  for (const [token, value] of journal.entries<Done>(TREE)) done.set(token, value, value.until);

  const markUnderWay = async (token: string | undefined, digest: string, working: Promise<void>) => {
    if (token !== undefined) underWay.set(token, { digest });
    try {
      await working;
    } finally {
      if (token !== undefined) underWay.delete(token);
    }
  };

  return {
    async runOnce(token, request, work) {
      checkTokenLength(token);
      const earlier = token === undefined ? undefined : (underWay.get(token) ?? done.get(token));
      const digest = hash('sha256', request, 'base64');
      if (earlier && earlier.digest !== digest) throw parameterMismatch();
      if (token !== undefined && underWay.has(token)) throw inProgress();
      if (earlier) return 'repeated';
      if (token !== undefined && done.size >= MOST_TOKENS) throw throttled();
      const working = work();
      if (working) await markUnderWay(token, digest, working);
      if (token !== undefined) {
        const value = { digest, until: clock.now() + REMEMBERED_MS };
        done.set(token, value, value.until);
        journal.append([{ tree: TREE, key: token, value }]);
      }
      return 'done';
    },
  };
}

function checkTokenLength(token: string | undefined): void {
  if (token !== undefined && (token.length < 1 || token.length > LONGEST_TOKEN))
    throw constraintViolation(
      `'${token}'`,
      'clientRequestToken',
      token.length < 1
        ? 'Member must have length greater than or equal to 1'
        : `Member must have length less than or equal to ${LONGEST_TOKEN}`,
    );
}

const throttled = () =>
  new AwsError('ThrottlingException', 'Throughput exceeds the current capacity for client request tokens.');

/**
 * SDKs send it again by themselves, unlike a conflict. The words are recorded from AWS:
 * https://github.com/aws/aws-sdk-java-v2/issues/2518
 */
const inProgress = () =>
  new AwsError('TransactionInProgressException', 'Transaction from previous request is still in progress');

const parameterMismatch = () =>
  new AwsError(
    'IdempotentParameterMismatchException',
    'The submitted idempotency token was used with different request parameters.',
  );
