import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

/** The operator's own key, with which roles and developers sign on this machine. */
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Headers of a `POST` of `body` to an AppSync endpoint, signed with the operator's key. */
export async function signedHeaders(url: string, body: string): Promise<Record<string, string>> {
  const { protocol, host, hostname, port, pathname: path } = new URL(url);
  const signer = new SignatureV4({ service: 'appsync', region: 'us-east-1', credentials, sha256: Sha256 });
  const headers = { host, 'content-type': 'application/json' };
  const request = { method: 'POST', protocol, hostname, port: Number(port), path, query: {}, headers, body };
  return (await signer.sign(request)).headers;
}
