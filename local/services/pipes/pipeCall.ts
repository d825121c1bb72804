import type { Call } from '../../platform/Call.ts';
import type { Pipe } from './Pipes.ts';

/** A pipe's own calls: in the name of its role, on behalf of the request the record came from. */
export const pipeCall = ({ roleArn }: Pipe, traceId: string): Call => ({
  traceId,
  principal: { arn: roleArn, accessKeyId: '' },
});
