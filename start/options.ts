import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CONFLICTS_OPTION, CONFLICTS_USAGE, readConflicts } from '../local/cli/readConflicts.ts';
import { HOST_USAGE, REACH_OPTIONS, REACH_USAGE, readReach } from '../local/cli/readReach.ts';
import { errorMessage, OperatorError } from '../local/platform/errors.ts';

/** Default port of GraphQL, realtime and console. */
export const DEFAULT_PORT = 4000;

export const USAGE = `Usage: npm start [-- --empty] [--data DIR] [--allow-origin ORIGIN]

Runs Frontdesk whole on this machine, from its own template.

  --empty      start without the seeded complex, goods and users
  --data DIR   keep tables, queues and users in a folder between starts; seeded once
  --outputs FILE
               write the stacks' outputs there, as "cdk deploy --outputs-file" does
  --help       show this text
${REACH_USAGE}
${CONFLICTS_USAGE}

Environment
${HOST_USAGE}
  PORT         port of GraphQL, realtime, console (default ${DEFAULT_PORT}; 0 picks one; TLS on the next)
  AWS_PORT     port of the AWS endpoint (default 4566; 0 picks one)
  CDK_CONTEXT_JSON
               settings over those of cdk.json, such as {"holdHours":1}; docs/deploy.md lists them
  NO_COLOR     set to print without colours
`;

export interface StartOptions {
  readonly help: boolean;
  readonly empty: boolean;
  readonly data: string | undefined;
  /** File for the stacks' outputs. */
  readonly outputs: string | undefined;
  readonly port: number;
  readonly awsPort: number;
  readonly reach: ReturnType<typeof readReach>;
  readonly conflicts: ReturnType<typeof readConflicts>;
}

/** Reads arguments and environment. Throws `OperatorError` for a value that it cannot read. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { help = false, empty = false, data, outputs, conflicts, ...reach } = readArguments(args);
  return {
    help,
    empty,
    data,
    outputs,
    port: readPort('PORT', environment['PORT'], DEFAULT_PORT),
    awsPort: readPort('AWS_PORT', environment['AWS_PORT'], 4566),
    reach: readReach(reach, environment),
    conflicts: readConflicts(conflicts),
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        empty: { type: 'boolean' },
        data: { type: 'string' },
        outputs: { type: 'string' },
        ...REACH_OPTIONS,
        ...CONFLICTS_OPTION,
      },
    }).values;
  } catch (error) {
    throw new OperatorError(`${errorMessage(error).split('. ')[0]}. See npm start -- --help.`);
  }
}

const Port = z.coerce.number().int().min(0).max(65535);

function readPort(name: string, value: string | undefined, preset: number): number {
  const port = Port.safeParse(value === undefined || value === '' ? preset : value);
  if (port.success) return port.data;
  throw new OperatorError(`${name} is "${value}"; give a port number from 0 to 65535.`);
}
