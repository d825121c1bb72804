import { createHash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { Sha256 } from '../../../platform/Sha256.ts';
import type { SignatureHeader } from './SignatureHeader.ts';

/**
 * Whether the request was signed with this secret: it is signed once more, over the same headers, and
 * the two compared. The age of the signature is not judged: signers live by the machine's time, and
 * the cloud's clock may stand still or run ahead of it.
 */
export async function signatureHolds(
  request: HttpRequest,
  header: SignatureHeader,
  secret: string,
): Promise<boolean> {
  const signingDate = dateOf(request.headers['x-amz-date']);
  if (!signingDate || !announcesItsBody(request)) return false;
  const signer = new SignatureV4({
    service: header.service,
    region: header.region,
    credentials: { accessKeyId: header.accessKeyId, secretAccessKey: secret },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signableHeaders = new Set(header.signedHeaders);
  const { headers } = await signer.sign(asSigned(request, header), { signingDate, signableHeaders });
  return headers['authorization']?.endsWith(`Signature=${header.signature}`) === true;
}

function asSigned({ method, path, headers, body }: HttpRequest, { signedHeaders }: SignatureHeader) {
  const url = new URL(path, 'http://localhost');
  const present = signedHeaders.filter((name) => headers[name] !== undefined);
  return {
    method,
    protocol: 'https:',
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(present.map((name) => [name, headers[name]!])),
    body,
  };
}

/** The signer takes an announced hash of the body on trust; here it has to be true. */
function announcesItsBody({ headers, body }: HttpRequest): boolean {
  const announced = headers['x-amz-content-sha256'];
  return announced === undefined || announced === createHash('sha256').update(body).digest('hex');
}

/** `20240101T000000Z` as a date. */
function dateOf(amzDate: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
