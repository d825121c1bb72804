import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../../../../platform/Sha256.ts';
import type { Credentials } from '../../../iam/Iam.ts';
import type { OutgoingRequest } from '../ExecutionDependencies.ts';

export interface Signing {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  readonly epochMs: number;
}

/** AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export async function signRequest(request: OutgoingRequest, signing: Signing): Promise<OutgoingRequest> {
  const { credentials, region, service, epochMs } = signing;
  const url = new URL(request.url);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: new Date(epochMs) },
  );
  return { ...request, headers };
}
