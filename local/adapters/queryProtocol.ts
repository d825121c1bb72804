import { AwsError } from '../platform/AwsError.ts';
import type { Call } from '../platform/Call.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { QueryService } from './query/queryServices.ts';
import { readForm } from './query/readForm.ts';
import { writeXml } from './query/writeXml.ts';

/**
 * AWS's Query protocol: a form with `Action` and `Version` in, XML out. Returns undefined for requests of other
 * protocols.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * @param serviceOf the service of an API version, which is different for each: `2010-03-31` is SNS
 */
export async function queryProtocol(
  request: HttpRequest,
  serviceOf: (version: string) => QueryService | undefined,
  call: Call,
  requestId: string,
): Promise<HttpResponse | undefined> {
  const form = formOf(request);
  if (!form) return undefined;
  const service = serviceOf(form.get('Version') ?? '');
  const name = form.get('Action') ?? '';
  const action = service && Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
  const namespace = service?.namespace ?? 'http://webservices.amazon.com/AWSFault/2005-15-09';
  try {
    if (!service || !action)
      throw new AwsError('InvalidAction', `The action ${name} is not valid for this endpoint.`);
    const input = { ...service.pathInput?.(request.path), ...readForm(form, name, service.shapes) };
    const output: unknown = await action(input, call);
    const result = writeXml(`${name}Result`, output ?? {}, service.shapes, name);
    const metadata = writeXml('ResponseMetadata', { RequestId: requestId });
    return xml(200, `<${name}Response xmlns="${namespace}">${result}${metadata}</${name}Response>`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const Type = error.status < 500 ? 'Sender' : 'Receiver';
    const fault = writeXml('Error', { Type, Code: queryCodeOf(error), Message: error.message });
    const id = writeXml('RequestId', requestId);
    return xml(error.status, `<ErrorResponse xmlns="${namespace}">${fault}${id}</ErrorResponse>`);
  }
}

/** Services that moved from this protocol to JSON have other codes there, and keep these in a header. */
const queryCodeOf = ({ headers, code }: AwsError) => headers['x-amzn-query-error']?.split(';')[0] ?? code;

const xml = (status: number, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

const FORM = 'application/x-www-form-urlencoded';

/** Undefined where the request is of another protocol. */
function formOf({ method, headers, body }: HttpRequest): URLSearchParams | undefined {
  const isForm = method === 'POST' && headers['content-type']?.startsWith(FORM) && !headers['x-amz-target'];
  return isForm ? new URLSearchParams(body) : undefined;
}
