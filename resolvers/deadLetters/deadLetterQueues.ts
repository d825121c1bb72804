import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { queueScansKey } from '../../model/deadLetters/letterKeys.ts';
import { pageResult, queryPartition, type Page } from '../platform/dynamodb.ts';
import { checkAdmin } from './shared/admins.ts';

/** What is known of a queue, as its row has it. */
interface ScanRow {
  readonly queue: string;
  readonly recorded: number;
  readonly scannedOn: string;
}

type Step = Context<unknown, object, undefined, undefined, Page<ScanRow>>;

export function request(ctx: Step): DynamoDBQueryRequest {
  checkAdmin(ctx);
  return queryPartition(queueScansKey);
}

export function response(ctx: Step) {
  return pageResult(ctx)
    .items.filter(({ recorded }) => recorded > 0)
    .map(({ queue, recorded, scannedOn }) => ({ name: queue, letters: recorded, seenOn: scannedOn }));
}
