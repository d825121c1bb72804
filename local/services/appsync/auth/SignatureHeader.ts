import { AwsError } from '../../../platform/AwsError.ts';

/** What a Signature Version 4 `Authorization` header says. */
export interface SignatureHeader {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
}

const PARTS =
  /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,? *SignedHeaders=([^,\s]+),? *Signature=([0-9a-f]{64})$/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
export function parseSignatureHeader(authorization: string): SignatureHeader {
  const parts = PARTS.exec(authorization);
  if (!parts) {
    throw new AwsError(
      'IncompleteSignatureException',
      `Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters. Authorization=${authorization}`,
      { status: 403 },
    );
  }
  const [, accessKeyId, region, service, signedHeaders, signature] = parts as unknown as string[];
  return {
    accessKeyId: accessKeyId!,
    region: region!,
    service: service!,
    signedHeaders: signedHeaders!.toLowerCase().split(';'),
    signature: signature!,
  };
}
