import { toExpression } from './toExpression.ts';
import { notOffered } from './notOffered.ts';
import { toSubscriptionFilter } from './toSubscriptionFilter.ts';

const asText = (filter: unknown) => {
  const expression = toExpression(filter);
  return expression && JSON.stringify(expression);
};

/** https://docs.aws.amazon.com/appsync/latest/devguide/transformation-helpers-in-util-transform-js.html */
export const transform = {
  ...notOffered('util.transform', ['toElasticsearchQueryDSL']),
  toDynamoDBConditionExpression: asText,
  toDynamoDBFilterExpression: asText,
  toSubscriptionFilter,
};
