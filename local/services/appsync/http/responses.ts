import type { AwsError } from '../../../platform/AwsError.ts';
import type { HttpResponse } from '../../../platform/HttpMessage.ts';

const EXPOSED =
  'x-amzn-RequestId,x-amzn-ErrorType,x-amz-user-agent,x-amzn-ErrorMessage,Date,x-amz-schema-version';

const CORS = { 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED };

export function jsonResponse(
  requestId: string,
  status: number,
  body: object,
  headers: HttpResponse['headers'] = {},
): HttpResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      'x-amzn-requestid': requestId,
      ...CORS,
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** The response to a request that was refused as a whole. */
export const errorResponse = (requestId: string, { code, message, status }: AwsError): HttpResponse =>
  jsonResponse(requestId, status, { errors: [{ errorType: code, message }] }, { 'x-amzn-errortype': code });

/** There is no API at this address. */
export const unknownOperationResponse = (requestId: string): HttpResponse =>
  jsonResponse(
    requestId,
    404,
    { __type: 'com.amazon.coral.service#UnknownOperationException' },
    { 'x-amzn-errortype': 'UnknownOperationException' },
  );

/** Browsers ask before they send credentials to another origin. */
export const preflightResponse = (requestId: string, requestedHeaders = '*'): HttpResponse => ({
  status: 200,
  headers: {
    'x-amzn-requestid': requestId,
    ...CORS,
    'access-control-allow-methods': 'GET,POST,OPTIONS',
    'access-control-allow-headers': requestedHeaders,
    'access-control-max-age': '172800',
  },
  body: '',
});
