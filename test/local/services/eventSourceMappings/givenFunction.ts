import { AwsError } from '../../../../local/platform/AwsError.ts';
import type { Call } from '../../../../local/platform/Call.ts';
import type { World } from '../../../../local/platform/World.ts';
import type { Lambda } from '../../../../local/services/lambda/Lambda.ts';

export const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';

/** An invocation under way, which `answer` ends. */
export interface Invocation {
  readonly records: any[];
  readonly traceId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What Lambda looks like to a poller: `handle` is the function's code. */
export function givenFunction(world: World, handle: (invocation: Invocation) => unknown) {
  const invocations: Invocation[] = [];
  const unused = () => {
    throw new Error('A poller does nothing but invoke.');
  };

  const lambda: Lambda = {
    segmentOf: () => undefined,
    actions: {},
    codePaths: () => [],
    downloadCode: () => undefined,
    initialize: unused,
    createFunction: unused,
    updateFunction: unused,
    removePermission: unused,
    removeQualifier: unused,
    publishVersion: unused,
    deleteFunction: unused,
    invokeLater: unused,
    addPermission: unused,
    policyOf: () => undefined,
    roleArnOf: () => 'arn:aws:iam::000000000000:role/worker',
    configureAsync: unused,
    addQualifier: unused,
    kill: unused,
    close: async () => undefined,
    async invoke(_functionArn, payload, { traceId }: Call) {
      const invocation = { records: (payload as { Records: any[] }).Records, traceId, at: world.clock.now() };
      invocations.push(invocation);
      const requestId = `request-${invocations.length}`;
      try {
        return { requestId, payload: JSON.stringify((await handle(invocation)) ?? null) };
      } catch (error) {
        if (error instanceof AwsError) throw error;
        return { requestId, payload: '{}', functionError: 'Unhandled' };
      }
    },
  };
  return { lambda, invocations };
}

export const throttle = () => {
  throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
};
