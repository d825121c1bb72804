import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export interface Signing {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly path: string;
  readonly body: string;
  /** @default POST */
  readonly method?: string;
  readonly query?: Record<string, string>;
  /** @default appsync */
  readonly service?: string;
}

/** Headers of a signed request, names in lower case. */
export async function signedHeaders({
  credentials,
  path,
  body,
  method = 'POST',
  query = {},
  service = 'appsync',
}: Signing): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service, region: 'us-east-1', credentials, sha256: Sha256 });
  const request = {
    method,
    query,
    protocol: 'https:',
    hostname: 'example.com',
    path,
    headers: { host: 'example.com', 'content-type': 'application/json' },
    body,
  };
  return (await signer.sign(request)).headers;
}
