import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { Lambda } from '../services/lambda/Lambda.ts';

/** What the addresses of functions' code begin with. */
export const isCodePath = (path: string) => path.startsWith('/snapshots/');

/**
 * Answers an address that Lambda's GetFunction gave, as S3 answers one that was signed beforehand. Returns undefined for any other
 * request. An address that is unknown, or too old, is refused in S3's words:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function functionCode(
  lambda: Lambda,
  { method, path }: HttpRequest,
): Promise<HttpResponse | undefined> {
  if (method !== 'GET' || !isCodePath(path)) return undefined;
  const archive = await lambda.downloadCode(path);
  if (archive) return { status: 200, headers: { 'content-type': 'application/zip' }, body: archive };
  return {
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
  };
}
