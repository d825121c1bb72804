import { z } from 'zod';
import { integer, listOf, matching, text } from '../../platform/checkInput.ts';

// The shapes of the actions' inputs, with the limits of
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html

const group = {
  logGroupName: matching(1, 512, '[\\.\\-_/#A-Za-z0-9]+').optional(),
  logGroupIdentifier: matching(1, 2048, '[\\w#+=/:,.@-]*').optional(),
};
const streamName = matching(1, 512, '[^:*]*');
const time = integer(0, Number.MAX_SAFE_INTEGER).optional();
const nextToken = text(1, 2048).optional();

export const filterInput = z.object({
  ...group,
  logStreamNames: listOf(streamName, 100, 1).optional(),
  logStreamNamePrefix: streamName.optional(),
  startTime: time,
  endTime: time,
  filterPattern: text(0, 1024).default(''),
  nextToken,
  limit: integer(1, 10_000).default(10_000),
  startFromHead: z.boolean().default(true),
});

export const streamEventsInput = z.object({
  ...group,
  logStreamName: streamName,
  startTime: time,
  endTime: time,
  nextToken,
  limit: integer(1, 10_000).default(10_000),
  startFromHead: z.boolean().default(false),
});

export const groupsInput = z.object({
  logGroupNamePrefix: matching(1, 512, '[\\.\\-_/#A-Za-z0-9]+').optional(),
  logGroupNamePattern: matching(0, 512, '[\\.\\-_/#A-Za-z0-9]*').optional(),
  nextToken,
  limit: integer(1, 50).default(50),
});

export const streamsInput = z.object({
  ...group,
  logStreamNamePrefix: streamName.optional(),
  orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
  descending: z.boolean().default(false),
  nextToken,
  limit: integer(1, 50).default(50),
});
