import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../../platform/AwsError.ts';
import type { Principal } from '../../platform/Call.ts';
import type { HttpRequest } from '../../platform/HttpMessage.ts';
import { Sha256 } from '../../platform/Sha256.ts';
import { WELL_KNOWN_KEY } from './accessKeys.ts';
import type { Iam } from './createIam.ts';

/** Returns who signed a request. Throws `AwsError` where the key is unknown or the signature does not match. */
export async function authenticateSigner(
  iam: Iam,
  request: HttpRequest,
  header: SignatureHeader,
): Promise<Principal> {
  const secret = secretKeyOf(iam, header.accessKeyId, request);
  if (secret === undefined) {
    const message = 'The security token included in the request is invalid.';
    throw new AwsError('UnrecognizedClientException', message, { status: 403 });
  }
  if (!(await verifySignature(request, header, secret))) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return iam.principalOf(header.accessKeyId);
}

export const invalidSignature = (message: string) =>
  new AwsError('InvalidSignatureException', message, { status: 403 });

/** The well-known key is in every tutorial, so a foreign web page could sign with it: there it counts for nothing. */
function secretKeyOf(iam: Iam, accessKeyId: string, { sender }: HttpRequest): string | undefined {
  const isKnownToAll = iam.operatorKey === WELL_KNOWN_KEY && accessKeyId === WELL_KNOWN_KEY.accessKeyId;
  return isKnownToAll && sender === 'foreignPage' ? undefined : iam.secretOf(accessKeyId);
}

/** The parts of a Signature Version 4 `Authorization` header. */
export interface SignatureHeader {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
}

const SIGNATURE_HEADER =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,? *SignedHeaders=([^,\s]+),? *Signature=([0-9a-f]{64})$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
export function parseSignatureHeader(authorization: string): SignatureHeader {
  const parts = SIGNATURE_HEADER.exec(authorization);
  if (!parts) {
    throw new AwsError(
      'IncompleteSignatureException',
      `Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters. Authorization=${authorization}`,
      { status: 403 },
    );
  }
  const [, accessKeyId = '', region = '', service = '', signedHeaders = '', signature = ''] = parts;
  return {
    accessKeyId,
    region,
    service,
    signedHeaders: signedHeaders.toLowerCase().split(';'),
    signature,
  };
}

/**
 * Whether the request was signed with this secret: signs it again over the same headers and compares the
 * two signatures. Accepts signatures of any age, because signers use the machine's time, and the cloud's
 * clock may stand still or run ahead of it.
 */
async function verifySignature(
  request: HttpRequest,
  header: SignatureHeader,
  secret: string,
): Promise<boolean> {
  const signingDate = parseAmzDate(request.headers['x-amz-date']);
  if (!signingDate || !matchesContentHash(request, header)) return false;
  const signer = new SignatureV4({
    service: header.service,
    region: header.region,
    credentials: { accessKeyId: header.accessKeyId, secretAccessKey: secret },
    sha256: Sha256,
    applyChecksum: false,
    // Documented: S3 alone takes paths as they are sent. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    uriEscapePath: header.service !== 's3',
  });
  const signableHeaders = new Set(header.signedHeaders);
  const { headers } = await signer.sign(signableRequest(request, header), { signingDate, signableHeaders });
  const expected = /Signature=([0-9a-f]{64})$/.exec(headers['authorization'] ?? '')?.[1];
  return expected !== undefined && timingSafeEqual(Buffer.from(expected), Buffer.from(header.signature));
}

function signableRequest({ method, path, headers, body }: HttpRequest, { signedHeaders }: SignatureHeader) {
  // As text before it, because a path such as `//` is no relative URL.
  const url = new URL(`http://localhost${path}`);
  return {
    method,
    protocol: 'https:',
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries([...url.searchParams.keys()].map((key) => [key, url.searchParams.getAll(key)])),
    headers: Object.fromEntries(
      signedHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
    body,
  };
}

/** Whether the hash that the request states of its body is true. The signer uses that hash unchecked. */
function matchesContentHash(
  { headers, body, bytes }: HttpRequest,
  { service }: Pick<SignatureHeader, 'service'>,
): boolean {
  const stated = headers['x-amz-content-sha256'];
  if (service === 's3' && S3_UNHASHED.test(stated ?? '')) return true;
  return (
    stated === undefined ||
    stated ===
      createHash('sha256')
        .update(bytes ?? body)
        .digest('hex')
  );
}

/** Documented: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const S3_UNHASHED = /^(?:UNSIGNED-PAYLOAD|STREAMING-[A-Z\d-]+)$/;

/** Reads a date such as `20240101T000000Z`. Returns undefined for any other text, and for a month 13. */
export function parseAmzDate(amzDate: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
