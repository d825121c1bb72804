import type { Call } from '../../platform/Call.ts';
import type { World } from '../../platform/World.ts';
import { newTraceId } from '../../platform/traceIds.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { PollerContext } from '../polling/startPoller.ts';
import type { EventSourceMapping } from './EventSourceMappings.ts';

/** What event source mappings reach. */
export interface MappingContext extends PollerContext {
  readonly lambda: Lambda;
}

/** A mapping's own call: on behalf of the request that wrote the record, or of a new one where none is known. */
export const mappingCall = (
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
