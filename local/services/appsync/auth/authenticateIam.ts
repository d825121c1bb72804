import { SignatureV4 } from '@smithy/signature-v4';
import { createHash } from 'node:crypto';
import { AwsError } from '../../../platform/AwsError.ts';
import type { Principal } from '../../../platform/Call.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { Sha256 } from '../../../platform/Sha256.ts';
import { parseArn } from '../../../platform/arns.ts';
import { invariant } from '../../../platform/errors.ts';
import type { Iam } from '../../iam/createIam.ts';
import type { Caller } from '../GraphqlRequest.ts';

/** The operator's own key, the pair that people customarily give to local AWS endpoints. IAM did not issue it. */
const OPERATOR_KEY = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * Authenticates a signed request. The key must be the operator's or issued by the local IAM, and the
 * signature must match. The caller's policies are not evaluated yet.
 */
export async function authenticateIam(
  iam: Iam,
  request: HttpRequest,
  authorization: string,
  sourceIps: readonly string[],
): Promise<Caller> {
  const header = parseSignatureHeader(authorization);
  if (header.service !== 'appsync')
    throw invalidSignature("Credential should be scoped to correct service: 'appsync'.");
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
  return iamCaller(iam.principalOf(header.accessKeyId), sourceIps);
}

const invalidSignature = (message: string) =>
  new AwsError('InvalidSignatureException', message, { status: 403 });

/** The operator's key is in every tutorial, so a foreign web page could sign with it: there it counts for nothing. */
function secretKeyOf(iam: Iam, accessKeyId: string, { sender }: HttpRequest): string | undefined {
  const isOperator = accessKeyId === OPERATOR_KEY.accessKeyId && sender !== 'foreignPage';
  return iam.secretOf(accessKeyId) ?? (isOperator ? OPERATOR_KEY.secretAccessKey : undefined);
}

/**
 * The caller for a user or an assumed role, with `ctx.identity` in the shape of AWS_IAM:
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html#aws-appsync-resolver-context-reference-identity-js
 */
export function iamCaller({ arn }: Principal, sourceIp: readonly string[]): Caller {
  const parsed = parseArn(arn);
  invariant(parsed, `a principal's ARN is an ARN, not ${arn}`);
  const [kind = '', name = kind, session] = parsed.resource.split('/');
  const identity = {
    accountId: parsed.accountId,
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp,
    username: principalId(parsed.accountId, kind, name, session),
    userArn: arn,
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  };
  return { mode: 'AWS_IAM', identity, groups: [], label: name };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
function principalId(accountId: string, kind: string, name: string, session = ''): string {
  if (kind === 'root') return accountId;
  return kind === 'assumed-role' ? `${uniqueId('AROA', name)}:${session}` : uniqueId('AIDA', name);
}

/** Stands for the unique id that AWS gives a user or role; the same name always yields the same id. */
const uniqueId = (prefix: 'AROA' | 'AIDA', name: string) =>
  prefix + createHash('sha256').update(name).digest('hex').toUpperCase().slice(0, 17);

/** The parts of a Signature Version 4 `Authorization` header. */
interface SignatureHeader {
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
function parseSignatureHeader(authorization: string): SignatureHeader {
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
  if (!signingDate || !matchesContentHash(request)) return false;
  const signer = new SignatureV4({
    service: header.service,
    region: header.region,
    credentials: { accessKeyId: header.accessKeyId, secretAccessKey: secret },
    sha256: Sha256,
    applyChecksum: false,
  });
  const signableHeaders = new Set(header.signedHeaders);
  const { headers } = await signer.sign(signableRequest(request, header), { signingDate, signableHeaders });
  return headers['authorization']?.endsWith(`Signature=${header.signature}`) === true;
}

function signableRequest({ method, path, headers, body }: HttpRequest, { signedHeaders }: SignatureHeader) {
  const url = new URL(path, 'http://localhost');
  return {
    method,
    protocol: 'https:',
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      signedHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
    body,
  };
}

/** Whether the hash that the request states of its body is true. The signer uses that hash unchecked. */
function matchesContentHash({ headers, body }: HttpRequest): boolean {
  const stated = headers['x-amz-content-sha256'];
  return stated === undefined || stated === createHash('sha256').update(body).digest('hex');
}

/** Reads a date such as `20240101T000000Z`. */
function parseAmzDate(amzDate: string | undefined): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate ?? '');
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
