import { AwsError } from '../platform/AwsError.ts';
import { type Call, callAction } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Xray } from '../services/xray/createXray.ts';
import { errorByProtocol, signedService } from './errorsByProtocol.ts';
import { createRestFinder } from './restRoutes.ts';

/** https://docs.aws.amazon.com/xray/latest/api/API_Operations.html */
const find = createRestFinder('', [
  ['POST', '/Traces', 'BatchGetTraces'],
  ['POST', '/TraceSummaries', 'GetTraceSummaries'],
  ['POST', '/TraceSegments', 'PutTraceSegments'],
]);

/** The REST protocol of X-Ray. Returns undefined for any other service's request. */
export async function xrayRest(
  { actions }: Xray,
  request: HttpRequest,
  call: Call,
): Promise<HttpResponse | undefined> {
  // A bucket may have the name of a path.
  if (signedService(request) !== 'xray') return undefined;
  try {
    const found = find(request);
    if (!found) return undefined;
    const output = await callAction(actions, found.action, found.input, call);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorByProtocol(request, error);
  }
}
