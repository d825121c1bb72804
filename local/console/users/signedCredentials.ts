import type { Credentials } from './Credentials.ts';

/** With what IAM's callers sign. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Signs each request as IAM's callers do; what signs is loaded with the first one. Hashes are JavaScript, because
 * browsers offer theirs only to pages over TLS or of this machine.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html#iam-authorization
 */
export const signedCredentials = (region: string, credentials: AccessKey): Credentials => ({
  async authorize(url, body) {
    const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
      import('@smithy/signature-v4'),
      import('@aws-crypto/sha256-js'),
    ]);
    const { protocol, host, hostname, port, pathname: path } = new URL(url);
    const signer = new SignatureV4({ service: 'appsync', region, credentials, sha256: Sha256 });
    const { headers } = await signer.sign({
      method: 'POST',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path,
      query: {},
      headers: { host },
      body,
    });
    // The browser sends the host by itself.
    const { host: _, ...others } = headers;
    return others;
  },
});
