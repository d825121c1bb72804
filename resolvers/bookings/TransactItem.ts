import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';

/** One of the writes that come about together or not at all. */
export type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];
