import { util, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { orderEventOf, type OrderEventData } from '../../model/orders/events.ts';
import { orderEventKey, orderProgressKey } from '../../model/orders/keys.ts';
import { entityMetadata } from '../../model/table.ts';
import type { StandingOrder } from './standingOrder.ts';

type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];

/** The order's progress as its event tells it, if it still stands where it was read. */
export const moveOrder = (table: string, from: StandingOrder, to: OrderEventData): TransactItem => {
  const { orderId, status, stock, updatedOn } = to;
  const row = { orderId, status, ...(stock ? { stock } : {}), updatedOn, ...entityMetadata('OrderProgress') };
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(orderProgressKey(orderId)),
    attributeValues: util.dynamodb.toMapValues(row),
    condition: from.status === 'CREATED' ? absent : unmoved(from),
  };
};

/** The event that the table's stream announces; a raw one that the order did not take in gives way to it. */
export const announceOrder = (
  table: string,
  eventData: OrderEventData,
  eventTtlDays: number,
): TransactItem => {
  const event = orderEventOf(eventData, util.time.nowEpochSeconds(), eventTtlDays);
  return {
    table,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(orderEventKey(eventData.orderId, event.eventName)),
    attributeValues: util.dynamodb.toMapValues({ ...event, ...entityMetadata('OrderEvent') }),
    condition: {
      expression: 'attribute_not_exists(pk) OR applied = :false',
      expressionValues: util.dynamodb.toMapValues({ ':false': false }),
      returnValuesOnConditionCheckFailure: false,
    },
  };
};

const absent = { expression: 'attribute_not_exists(pk)', returnValuesOnConditionCheckFailure: true };

/** Units come back to stock without a move, and the event must not say otherwise. */
const unmoved = ({ status, stock }: StandingOrder) => ({
  expression: `#status = :status AND ${stock ? 'stock = :stock' : 'attribute_not_exists(stock)'}`,
  expressionNames: { '#status': 'status' },
  expressionValues: util.dynamodb.toMapValues({ ':status': status, ...(stock ? { ':stock': stock } : {}) }),
  returnValuesOnConditionCheckFailure: true,
});
