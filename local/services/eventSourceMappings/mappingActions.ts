import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import type { Actions } from '../../platform/Call.ts';
import { checkInput } from '../../platform/checkInput.ts';
import type { Positions } from '../polling/createPositions.ts';
import type { Poller } from '../polling/startPoller.ts';
import type { EventSourceMapping } from './EventSourceMappings.ts';

/** A mapping that was made, and what reads for it while it is enabled. */
export interface MadeMapping {
  readonly mapping: EventSourceMapping;
  readonly positions: Positions;
  poller: Poller | undefined;
}

const named = { UUID: z.string().min(1) };
const namedMapping = z.object(named);
/** A page holds 100 at most: https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
const mappingsPage = z.object({
  EventSourceArn: z.string().optional(),
  FunctionName: z.string().optional(),
  Marker: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  MaxItems: z.coerce.number().int().min(1).max(10_000).default(100),
});
const mappingUpdate = z.object({
  ...named,
  Enabled: z.boolean().optional(),
  FunctionName: z.string().optional(),
});

/**
 * What can be asked of mappings here: how they are, and that one of a queue stops or goes on reading. The queue keeps
 * its place; a stream's reader would lose it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
export function createMappingActions(
  made: ReadonlyMap<string, MadeMapping>,
  start: (made: MadeMapping) => Poller,
): Actions {
  const find = (uuid: string) => {
    const found = made.get(uuid);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
      status: 404,
    });
  };

  return {
    GetEventSourceMapping: async (input: unknown) => describe(find(parse(namedMapping, input).UUID)),
    async ListEventSourceMappings(input: unknown) {
      const { EventSourceArn, FunctionName, Marker = '0', MaxItems } = parse(mappingsPage, input);
      const found = [...made.values()].filter(
        ({ mapping: { eventSourceArn, functionArn } }) =>
          (EventSourceArn === undefined || eventSourceArn === EventSourceArn) &&
          (FunctionName === undefined ||
            functionArn === FunctionName ||
            functionArn.endsWith(`:${FunctionName}`)),
      );
      const start = Number(Marker);
      const end = start + Math.min(MaxItems, 100);
      return {
        EventSourceMappings: found.slice(start, end).map(describe),
        ...(end < found.length && { NextMarker: String(end) }),
      };
    },
    async UpdateEventSourceMapping(input: unknown) {
      const { UUID, Enabled } = parse(mappingUpdate, input);
      const found = find(UUID);
      if (Enabled === undefined) throw invalid('Only Enabled can be changed here.');
      if (!found.mapping.eventSourceArn.includes(':sqs:'))
        throw invalid('Only mappings of queues can be disabled here.');
      const { poller } = found;
      found.poller = Enabled ? (poller ?? start(found)) : undefined;
      if (!Enabled) await poller?.close();
      return describe(found);
    },
  };
}

const parse = <Schema extends z.ZodType>(schema: Schema, input: unknown) =>
  checkInput(schema, input, ({ message }) => invalid(message));

const invalid = (message: string) => new AwsError('InvalidParameterValueException', message);

/** https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
const describe = ({ mapping, poller }: MadeMapping) => ({
  UUID: mapping.uuid,
  EventSourceArn: mapping.eventSourceArn,
  FunctionArn: mapping.functionArn,
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowMs / 1000,
  State: poller ? 'Enabled' : 'Disabled',
  ...(mapping.reportBatchItemFailures && { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
});
