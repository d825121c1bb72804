import { AwsError } from '../platform/AwsError.ts';
import type { Call } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import { errorByProtocol, isForm, signedService, xml } from './errorsByProtocol.ts';
import type { QueryService } from './query/queryServices.ts';
import { readForm } from './query/readForm.ts';
import { writeXml } from './query/writeXml.ts';

/**
 * AWS's Query protocol: a form with `Action` and `Version` in, XML out. Returns undefined for requests of other
 * protocols, and of services that are not here.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * @param serviceOf the service of an API version, which is different for each: `2010-03-31` is SNS
 */
export async function queryProtocol(
  request: HttpRequest,
  serviceOf: (version: string) => QueryService | undefined,
  call: Call,
  requestId: string,
): Promise<HttpResponse | undefined> {
  if (!isForm(request)) return undefined;
  const form = new URLSearchParams(request.body);
  const service = serviceOf(form.get('Version') ?? '');
  if (!service && signedService(request) !== undefined) return undefined;
  const name = form.get('Action') ?? '';
  const action = service && Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
  try {
    if (!service || !action)
      throw new AwsError('InvalidAction', `The action ${name} is not valid for this endpoint.`);
    const input = { ...service.pathInput?.(request.path), ...readForm(form, name, service.shapes) };
    const output: unknown = await action(input, call);
    const result = writeXml(`${name}Result`, output ?? {}, service.shapes, name);
    const metadata = writeXml('ResponseMetadata', { RequestId: requestId });
    return xml(200, `<${name}Response xmlns="${service.namespace}">${result}${metadata}</${name}Response>`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return errorByProtocol(request, error, { requestId, ...(service && { namespace: service.namespace }) });
  }
}
