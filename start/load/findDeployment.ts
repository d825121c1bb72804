import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { OperatorError } from '../../local/platform/errors.ts';
import { causeOf, type Deployment, requestTimeout } from '../connect.ts';

const Described = z.object({
  graphqlUrl: z.url(),
  awsEndpointUrl: z.url(),
  userPoolId: z.string(),
  userPoolClientId: z.string(),
});

/** The outputs of our stacks, as `cdk deploy --outputs-file` writes them: docs/deploy.md */
const Deployed = z.object({
  GraphqlUrl: z.url(),
  Region: z.string(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
});

/**
 * Finds a deployment by the URL of its outputs.json, by its GraphQL endpoint, on whose port the local cloud serves
 * outputs.json, or by the outputs file of a deployment on AWS. Throws `OperatorError` if it finds none, or if `stop`
 * is aborted first.
 */
export async function findDeployment(place: string, stop: AbortSignal): Promise<Deployment> {
  const isAddress = /^https?:\/\//.test(place);
  const text = isAddress ? await download(outputsBeside(place), stop) : await readOutputs(place);
  const outputs = parseJson(text);
  const described = Described.safeParse(outputs);
  if (described.success) return described.data;
  const stacks: unknown[] = Object.values(typeof outputs === 'object' && outputs !== null ? outputs : {});
  const deployed = Deployed.safeParse(Object.assign({}, ...stacks));
  if (deployed.success) return deploymentOf(deployed.data);
  throw new OperatorError(
    `${place} does not describe a Frontdesk. ${
      isAddress
        ? 'For one on AWS, give the file that cdk deploy --outputs-file wrote.'
        : 'Give its outputs.json.'
    }`,
  );
}

const deploymentOf = ({
  GraphqlUrl,
  Region,
  UserPoolId,
  UserPoolClientId,
}: z.infer<typeof Deployed>): Deployment => ({
  graphqlUrl: GraphqlUrl,
  awsEndpointUrl: `https://cognito-idp.${Region}.amazonaws.com/`,
  userPoolId: UserPoolId,
  userPoolClientId: UserPoolClientId,
});

function outputsBeside(address: string): string {
  if (!URL.canParse(address)) throw new OperatorError(`--url is not a valid URL: ${address}`);
  return address.endsWith('.json') ? address : new URL('/outputs.json', address).href;
}

async function download(address: string, stop: AbortSignal): Promise<string> {
  try {
    return await (await fetch(address, { signal: requestTimeout(stop) })).text();
  } catch (error) {
    const cause = causeOf(error);
    throw new OperatorError(
      UNTRUSTED.includes(cause)
        ? `${address} shows a certificate that Node does not trust (${cause}). Name the certificate's file in ` +
            'NODE_EXTRA_CA_CERTS, or give the http address.'
        : `Nothing answers at ${address} (${cause}). Is npm start running?`,
    );
  }
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

async function readOutputs(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new OperatorError(`--url is neither a URL nor a file that can be read (${causeOf(error)}).`);
  }
}

/** Undefined for text that is not JSON, such as an error page. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
