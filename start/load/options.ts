import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { PASSWORD, users } from '../seed.ts';
import { refuseSwallowed } from '../../local/cli/options/refuseSwallowed.ts';
import { outputsUrl } from '../runningCloud.ts';

const DEFAULT_CONCURRENCY = 20;
const MAX_CONCURRENCY = 1000;
const PASSWORD_VARIABLE = 'FRONTDESK_PASSWORD';

export const USAGE = `Usage: npm run load -- FILE [options]

Loads products, restocks, orders and bookings from a file into a running Frontdesk, through its public
API. FILE is JSON Lines or CSV, - is standard input; docs/load.md describes the lines.

  --url URL          outputs.json or GraphQL endpoint of the deployment, or the file that
                     cdk deploy --outputs-file wrote (default: npm start on this machine)
  --user NAME        the user who loads; an Admin may name others in userId (default ${users[0].username})
  --password TEXT    of that user (default ${PASSWORD_VARIABLE}, or else that of npm start)
  --concurrency N    requests in flight, 1 to ${MAX_CONCURRENCY} (default ${DEFAULT_CONCURRENCY})
  --format FORMAT    jsonl or csv (default by the file's name)
  --refused FILE     write refused lines there, each with its reason, to be mended and loaded again
  --dry-run          check all lines, send nothing
  --help             show this text

Environment
  PORT                port of the cloud that npm start runs (default 4000)
  ${PASSWORD_VARIABLE}  the password; other users of the machine can see --password, but not this

Ctrl-C sends nothing more, waits for outstanding answers, and prints what was done.

Exit code 0 if all was accepted, 1 if something was refused or could not be sent, 2 if the load could not
begin, 130 after Ctrl-C.
`;

export type Format = 'jsonl' | 'csv';

export interface LoadOptions {
  /** A path; `-` is standard input. */
  readonly file: string;
  readonly format: Format;
  /** URL of the deployment's outputs.json or of its GraphQL endpoint, or the path of an outputs file. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly concurrency: number;
  readonly dryRun: boolean;
  /** File for refused lines. */
  readonly refused: string | undefined;
}

/**
 * Reads arguments and environment. Returns `help` for `--help`. Throws `OperatorError` for an argument that it
 * cannot read.
 */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): LoadOptions | 'help' {
  refuseSwallowed('npm run load --', OPTIONS, environment);
  const { values, positionals } = readArguments(args);
  if (values.help) return 'help';
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw misuse(`Name one file to load, or - for standard input`);
  return {
    file,
    format: readFormat(values.format, file),
    url: values.url ?? outputsUrl(environment),
    user: values.user,
    password: values.password ?? (environment[PASSWORD_VARIABLE] || PASSWORD),
    concurrency: readConcurrency(values.concurrency),
    dryRun: values['dry-run'],
    refused: readRefused(values.refused),
  };
}

const misuse = (fault: string) => new OperatorError(`${fault}. See npm run load -- --help.`);

const OPTIONS = {
  help: { type: 'boolean', default: false },
  url: { type: 'string' },
  user: { type: 'string', default: users[0].username },
  password: { type: 'string' },
  concurrency: { type: 'string', default: String(DEFAULT_CONCURRENCY) },
  format: { type: 'string' },
  refused: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: OPTIONS,
    });
  } catch (error) {
    throw misuse(errorMessage(error).replace(/\. .*/s, ''));
  }
}

const formats: Readonly<Record<string, Format>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
};

function readFormat(given: string | undefined, file: string): Format {
  if (given === 'jsonl' || given === 'csv') return given;
  if (given !== undefined) throw misuse(`--format is "${given}"; give jsonl or csv`);
  const format = formats[extname(file).toLowerCase()];
  if (format === undefined) throw misuse(`Say what ${file} is with --format jsonl or --format csv`);
  return format;
}

function readRefused(given: string | undefined): string | undefined {
  if (given === undefined || formats[extname(given).toLowerCase()] !== 'csv') return given;
  throw misuse(`--refused is written as JSON Lines; give ${given} a name such as mend.jsonl`);
}

function readConcurrency(given: string): number {
  const number = /^\d+$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= MAX_CONCURRENCY) return number;
  throw misuse(`--concurrency is "${given}"; give a whole number from 1 to ${MAX_CONCURRENCY}`);
}
