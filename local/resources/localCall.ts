import type { Call } from '../platform/Call.ts';
import { newTraceId } from '../platform/traceIds.ts';
import type { World } from '../platform/World.ts';

/** CloudFormation's own calls: on nobody's behalf, each a request of its own. */
export const localCall = ({ account, clock, random }: World): Call => ({
  traceId: newTraceId(clock.now(), random),
  principal: {
    arn: `arn:${account.partition}:iam::${account.accountId}:role/CloudFormation`,
    accessKeyId: '',
  },
});
