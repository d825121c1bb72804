import type { InvocationRequest, LoggedResult } from './createInvoker.ts';

export interface DestinationRecordOptions {
  readonly functionArn: string;
  readonly condition: string;
  readonly request: InvocationRequest;
  readonly attempts: number;
  readonly result: LoggedResult | undefined;
  readonly nowMs: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
export const destinationRecord = ({
  functionArn,
  condition,
  request,
  attempts,
  result,
  nowMs,
}: DestinationRecordOptions) =>
  JSON.stringify({
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    requestContext: {
      requestId: request.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(request.payload),
    ...(result && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        ...(result.functionError && { functionError: result.functionError }),
      },
      responsePayload: JSON.parse(result.payload),
    }),
  });
