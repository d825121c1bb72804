import { isLoopback } from '../../adapters/createOriginPolicy.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { CloudOptions } from '../../startCloud.ts';
import { optionGroup } from './OptionGroup.ts';

/** Who may reach a cloud. */
export const reachOptions = optionGroup({
  options: {
    expose: { type: 'boolean' },
    'strict-iam': { type: 'boolean' },
    'allow-host': { type: 'string', multiple: true },
    'allow-origin': { type: 'string', multiple: true },
  },
  usage: [
    [
      '--allow-origin ORIGIN',
      'trust a web page of yours like the console, such as http://localhost:5173; can be repeated',
    ],
    [
      '--allow-host NAME',
      'answer under a further name, such as host.docker.internal; as with --expose, passwords and keys are new, and ' +
        'the AWS endpoint wants signed requests; can be repeated',
    ],
    ['--strict-iam', 'refuse made-up AWS keys: sign with the access key that is printed'],
    ['--expose', 'let other machines in, together with HOST'],
  ],
  environmentUsage: [['HOST', 'address to listen on (default 127.0.0.1; any other needs --expose)']],
  read: readReach,
});

type Reach = Pick<CloudOptions, 'host' | 'allowedHosts' | 'allowedOrigins' | 'strictIam'>;

interface ReachArguments {
  readonly expose?: boolean | undefined;
  readonly 'strict-iam'?: boolean | undefined;
  readonly 'allow-host'?: readonly string[] | undefined;
  readonly 'allow-origin'?: readonly string[] | undefined;
}

/** Throws `OperatorError` where others are let in without a word, and for what is no name or no origin. */
export function readReach(
  {
    expose = false,
    'strict-iam': strictIam = false,
    'allow-host': hosts = [],
    'allow-origin': origins = [],
  }: ReachArguments,
  { HOST }: Readonly<Record<string, string | undefined>>,
): Reach {
  const host = HOST || '127.0.0.1';
  if (!expose && !isLoopback(host))
    throw new OperatorError(
      `HOST is ${JSON.stringify(host)}, so other machines could reach this cloud: add --expose if they shall, ` +
        'or leave HOST out. ' +
        `For a phone or a container: HOST=${/^[\w.:-]+$/.test(host) ? host : '0.0.0.0'} npm start -- --expose`,
    );
  if (expose && isLoopback(host))
    throw new OperatorError('--expose goes with HOST, the address to listen on, such as HOST=0.0.0.0.');
  return {
    host,
    allowedHosts: hosts.map(readName),
    allowedOrigins: origins.map(readOrigin),
    ...(strictIam && { strictIam }),
  };
}

function readName(name: string): string {
  if (/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name)) return name;
  throw new OperatorError(
    `--allow-host is ${JSON.stringify(name)}: give a name without port, such as my-pc.local.`,
  );
}

function readOrigin(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text))
    return url.origin;
  throw new OperatorError(
    `--allow-origin is ${JSON.stringify(text)}: give scheme, host and port of a page, such as http://localhost:5173.`,
  );
}
