import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { allDeadLettersKey, deadLetterSortPrefix } from '../../model/deadLetters/letterKeys.ts';
import type { DeathFigures } from '../../model/schema.ts';
import { pageResult, queryIndex, type Page } from '../platform/dynamodb.ts';
import type { DeadLetterRow } from './shared/letters.ts';

type Step = Context<object, object, undefined, undefined, Page<DeadLetterRow>>;

/** Letters that are looked at: the latest. More are counted by their queues. */
const MOST_LETTERS = 500;

/** The letters of `Query.operations`, which only an Admin receives, by what they died of. */
export function request(): DynamoDBQueryRequest {
  return {
    ...queryIndex('gsi1', allDeadLettersKey, deadLetterSortPrefix),
    scanIndexForward: false,
    limit: MOST_LETTERS,
  };
}

export function response(ctx: Step) {
  const causes: Record<string, DeathFigures> = {};
  for (const { queue, errorCode, deathClass, failingStep, reason, diedOn } of pageResult(ctx).items) {
    const cause = [queue, errorCode, deathClass, failingStep ?? ''].join('\n');
    const known = causes[cause];
    causes[cause] = known
      ? { ...known, letters: known.letters + 1 }
      : { queue, errorCode, deathClass, failingStep, letters: 1, reason, diedOn };
  }
  return Object.values(causes);
}
