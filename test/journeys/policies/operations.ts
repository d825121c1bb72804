import { expect } from 'vitest';
import * as whenOperations from '../operations/when.ts';
import type { Journey } from './Journey.ts';

/** Somebody looks how the backend does. */
export const operations: readonly Journey[] = [
  {
    name: 'figures are published each minute, until nobody looks any more',
    async run(desk) {
      const updates = await whenOperations.follows(desk, desk.admin);
      expect(await whenOperations.looks(desk.admin, 1)).toMatchObject({ source: 'CLOUDWATCH' });
      await desk.cloud.advance(18 * 60_000);
      expect(updates.all()).toHaveLength(15);
      await updates.close();
    },
  },
  {
    name: 'an admin reads the path of an order that was placed',
    async run(desk) {
      const [traceId, path] = await whenOperations.pathOfAnOrder(desk);
      expect(path).toMatchObject({ traceId, operation: 'mutation placeOrder', level: 'OK', omitted: 0 });
    },
  },
];
