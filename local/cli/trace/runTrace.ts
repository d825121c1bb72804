import { parseArgs } from 'node:util';
import { errorCode, errorMessage, OperatorError } from '../../platform/errors.ts';
import type { Trace, TraceSummary } from '../../traces/Trace.ts';
import { readTraceEnd } from '../../traces/readTraceEnd.ts';
import { DEFAULT_PORT } from '../options/portOptions.ts';
import { formatTrace, formatTraces } from './formatTrace.ts';

const USAGE = `Usage: npm run trace -- [ID] [options]

Shows the path of a request through a running cloud as a tree: its steps, queues,
functions with what they logged and wrote, events, and what was delivered. ID is a
trace's id or its end, as the lines of npm start show it. Without an ID it lists
the latest requests.

  --verbose     show reads and unchanged rows, too
  --json        print JSON
  --url URL     of the cloud (default http://127.0.0.1:PORT)
  --help        show this text

Environment
  PORT          of the cloud (default ${DEFAULT_PORT})
  NO_COLOR      set to print without colours
`;

export interface TraceOutput {
  readonly print: (text: string) => void;
  /** Columns of a terminal; undefined for a file or a pipe, where nothing is cut. */
  readonly columns: number | undefined;
}

/** Runs `npm run trace` with these arguments. Throws `OperatorError` for what it cannot find or read. */
export async function runTrace(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  { print, columns = Infinity }: TraceOutput,
): Promise<void> {
  const { help, id, url, isJson, isVerbose } = readOptions(args, environment);
  if (help) return print(USAGE);
  const format = { width: columns, isVerbose };
  if (id === undefined) {
    // What `tracesRoute` answers.
    const list = (await ask(url, '/traces.json?limit=20')) as readonly TraceSummary[];
    if (!isJson && list.length === 0) return print('No request has been made yet.');
    return print(isJson ? toJson(list) : formatTraces(list.toReversed(), format));
  }
  const [trace] = (await ask(url, `/traces.json?id=${id}`)) as readonly Trace[]; // What `tracesRoute` answers.
  if (!trace)
    throw new OperatorError(`No request that is remembered ends with ${id}: npm run trace lists the latest.`);
  print(isJson ? toJson(trace) : formatTrace(trace, format));
}

const toJson = (value: unknown) => JSON.stringify(value, null, 2);

function readOptions(args: readonly string[], { PORT }: NodeJS.ProcessEnv) {
  const { values, positionals } = parse(args);
  const [id, ...others] = positionals;
  if (others.length > 0) throw misuse('Give one trace id');
  const url = values.url ?? `http://127.0.0.1:${PORT || DEFAULT_PORT}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw misuse(`${JSON.stringify(url)} is no address`);
  return {
    help: values.help,
    id: id === undefined ? undefined : readTraceEnd(id),
    url,
    isJson: values.json,
    isVerbose: values.verbose,
  };
}

const misuse = (fault: string) => new OperatorError(`${fault}. See npm run trace -- --help.`);

function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { verbose: flag, json: flag, help: flag, url: { type: 'string' } },
    });
  } catch (error) {
    throw misuse(errorMessage(error).split('. ')[0] ?? '');
  }
}

async function ask(url: string, path: string): Promise<unknown> {
  const address = new URL(path, url).href;
  const response = await fetch(address).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    const code = errorCode(cause);
    const why = typeof code === 'string' ? code : errorMessage(cause);
    throw new OperatorError(
      `Nothing answers at ${url} (${why}). Is npm start running? PORT or --url says where.`,
    );
  });
  const text = await response.text();
  if (response.ok && text.startsWith('[')) return JSON.parse(text);
  throw new OperatorError(`${url} does not show the paths of requests (${response.status}).`);
}
