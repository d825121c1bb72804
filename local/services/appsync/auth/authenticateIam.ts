import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { Iam } from '../../iam/Iam.ts';
import type { Caller } from '../GraphqlRequest.ts';
import { iamCaller } from './iamCaller.ts';
import { parseSignatureHeader } from './SignatureHeader.ts';
import { signatureHolds } from './signatureHolds.ts';
import { sourceIps } from './sourceIps.ts';

/** The operator's own key, which nobody issued: the pair that local AWS endpoints are customarily given. */
const OPERATOR_KEY = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * A signed request: the key must be one that was issued here or the operator's, and the signature
 * must hold. What the caller's policies permit is not asked yet.
 */
export async function authenticateIam(iam: Iam, request: HttpRequest): Promise<Caller> {
  const header = parseSignatureHeader(request.headers['authorization']!);
  if (header.service !== 'appsync')
    throw refused("Credential should be scoped to correct service: 'appsync'.");
  const secret = secretOf(iam, header.accessKeyId);
  if (secret === undefined) {
    const message = 'The security token included in the request is invalid.';
    throw new AwsError('UnrecognizedClientException', message, { status: 403 });
  }
  if (!(await signatureHolds(request, header, secret))) {
    throw refused(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return iamCaller(iam.principalOf(header.accessKeyId), sourceIps(request));
}

const refused = (message: string) => new AwsError('InvalidSignatureException', message, { status: 403 });

const secretOf = (iam: Iam, accessKeyId: string) =>
  iam.secretOf(accessKeyId) ??
  (accessKeyId === OPERATOR_KEY.accessKeyId ? OPERATOR_KEY.secretAccessKey : undefined);
