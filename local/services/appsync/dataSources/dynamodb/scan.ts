import { z } from 'zod';
import { parseRequest } from '../parseRequest.ts';
import { list, listingShape } from './listing.ts';
import type { Operation } from './Operation.ts';

const Request = z.strictObject({
  ...listingShape,
  totalSegments: z.number().int().nullish(),
  segment: z.number().int().nullish(),
});

export const scan: Operation = async (request, table) => {
  const { totalSegments, segment, ...rest } = parseRequest(Request, request);
  const segments =
    typeof totalSegments === 'number' ? { TotalSegments: totalSegments, Segment: segment ?? 0 } : {};
  return list(table, 'Scan', rest, segments);
};
