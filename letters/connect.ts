import { z } from 'zod';
import { type ClientOptions, type Clients, createClients } from './core/clients.ts';
import type { World } from './World.ts';

/** Where the tool works, and how it says so. */
export interface Connection {
  readonly clients: Clients;
  /** URL of a local cloud, or `AWS`. */
  readonly endpoint: string;
  /** Undefined where the SDK finds it in a profile. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** One line for a person. */
  readonly words: string;
}

export interface ConnectionOptions {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** Any of them says which AWS is meant: https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html */
const AWS_VARIABLES = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SQS',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** Any key will do for a local cloud that names none; the SDK sends no request without one. */
const ANY_KEY = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Connects as AWS's own tools do: options first, then the environment, then the shared configuration files. Where no
 * option and no variable says which AWS is meant, a local cloud that runs on this machine is.
 */
export async function connect(options: ConnectionOptions, world: World): Promise<Connection> {
  const { environment } = world;
  const isSaid =
    Object.values(options).some((option) => option !== undefined) ||
    AWS_VARIABLES.some((name) => environment[name]);
  const local = isSaid ? undefined : await findLocalCloud(environment['PORT'] || '4000');
  if (local) {
    const { awsEndpointUrl: endpointUrl, region, accessKey } = local;
    return describe({ endpointUrl, region, credentials: accessKey ?? ANY_KEY }, ' (npm start)');
  }
  const profile = options.profile ?? environment['AWS_PROFILE'] ?? environment['AWS_DEFAULT_PROFILE'];
  const endpointUrl =
    options.endpointUrl ?? environment['AWS_ENDPOINT_URL_SQS'] ?? environment['AWS_ENDPOINT_URL'];
  const keys = options.profile === undefined ? keysOf(environment) : undefined;
  const isLocal = endpointUrl !== undefined && isLoopback(endpointUrl);
  return describe({
    profile,
    endpointUrl,
    region:
      options.region ??
      environment['AWS_REGION'] ??
      environment['AWS_DEFAULT_REGION'] ??
      (isLocal ? 'us-east-1' : undefined),
    credentials: keys ?? (isLocal && profile === undefined ? ANY_KEY : undefined),
  });
}

function describe(options: ClientOptions, remark = ''): Connection {
  const { endpointUrl, region, profile } = options;
  const parts = [
    endpointUrl ? `AWS endpoint ${endpointUrl}` : 'AWS',
    region,
    profile && `profile ${profile}`,
  ].filter(Boolean);
  return {
    clients: createClients(options),
    endpoint: endpointUrl ?? 'AWS',
    region,
    profile,
    words: parts.join(', ') + remark,
  };
}

function keysOf({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: sessionToken,
}: World['environment']): ClientOptions['credentials'] {
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

const isLoopback = (url: string) =>
  URL.canParse(url) && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(url).hostname);

const Described = z.looseObject({
  awsEndpointUrl: z.url(),
  region: z.string(),
  accessKey: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).nullable(),
});

/** Longest wait for a local cloud to say where it is; it answers in milliseconds. */
const ANSWER_MS = 1000;

/** What the local cloud beside the console says of itself; undefined where none runs, or something else does. */
async function findLocalCloud(port: string) {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/outputs.json`, {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return Described.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}
