import type { Construct } from 'constructs';
import { STOCK_LEVEL_EVENT } from '../../model/inventory/events.ts';
import { skusKey } from '../../model/inventory/keys.ts';
import { StreamPipe } from '../constructs/StreamPipe.ts';
import { stockSource } from './eventSource.ts';
import type { Platform } from './Platform.ts';

/**
 * Stock as it is stored, told of whenever a SKU's row is written: no event row could say what a sum came to
 * before it was written. The second and last reader of the stream: a shard serves two at a time.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 */
export const createStockPipe = (
  scope: Construct,
  { settings, table, bus }: Pick<Platform, 'settings' | 'table' | 'bus'>,
) =>
  new StreamPipe(scope, 'StockPipe', {
    settings,
    table,
    bus,
    filters: () => [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { pk: { S: [skusKey] } } } }],
    source: stockSource,
    detailType: STOCK_LEVEL_EVENT,
    detail: `{"eventName": "${STOCK_LEVEL_EVENT}", "applied": true, "eventData": <$.dynamodb.NewImage>}`,
  });
