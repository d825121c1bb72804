import type { Call } from '../../platform/Call.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { World } from '../../platform/World.ts';
import type { EventSourceMapping } from './EventSourceMappings.ts';

/** The poller's own calls: on behalf of the request that led here, or of a new one where none did. */
export const pollerCall = (
  { account, clock, random }: World,
  { uuid }: EventSourceMapping,
  traceId?: string,
): Call => ({
  traceId: traceId ?? newTraceId(clock.now(), random),
  principal: {
    arn: `arn:${account.partition}:sts::${account.accountId}:assumed-role/AWSServiceRoleForLambda/${uuid}`,
    accessKeyId: 'AWSServiceRoleForLambda',
  },
});
