import { parseArgs } from 'node:util';
import { z } from 'zod';
import { refuseSwallowed } from '../../local/cli/options/refuseSwallowed.ts';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';
import { outputsUrl } from '../runningCloud.ts';

export const USAGE = `Usage: npm run smoke -- [--outputs FILE] [options]

Tries a deployed stage through its outputs alone: makes three users, books a stay and orders goods as they would, waits
for each status on a subscription, and removes what can be removed. It says what stays.

  --outputs FILE  what "cdk deploy --outputs-file FILE" wrote; npm start and npm run local write one with --outputs
                  (default: the cloud that npm start runs on this machine)
  --charge        also pay on a stage whose payment gateway moves money. What is paid is refunded. A stage with the
                  simulated gateway is paid on in any case
  --wait SECONDS  longest wait for one status, 1 to 900 (default 60)
  --help          show this text

Environment
  AWS_PROFILE, AWS_ACCESS_KEY_ID, …
                  credentials as the AWS SDK finds them. They need cognito-idp:AdminCreateUser, AdminSetUserPassword,
                  AdminAddUserToGroup and AdminDeleteUser on the stage's user pool, and nothing else
  AWS_ENDPOINT_URL
                  where AWS is, if not at AWS: the AWS endpoint of a local cloud
  PORT            port of the cloud that npm start runs (default 4000)

Exit code 0 if all went well and was removed, 1 if not, 2 if it could not begin, 130 after Ctrl-C.
`;

export interface SmokeOptions {
  /** File, or URL of the outputs.json of a cloud on this machine. */
  readonly outputs: string;
  readonly charge: boolean;
  /** Milliseconds. */
  readonly waitMs: number;
}

/** Reads arguments. Returns `help` for `--help`. Throws `OperatorError` for an argument that it cannot read. */
export function readOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): SmokeOptions | 'help' {
  refuseSwallowed('npm run smoke --', OPTIONS, environment);
  const { help, outputs, charge, wait } = readArguments(args);
  if (help) return 'help';
  const seconds = z.coerce.number().int().min(1).max(900).safeParse(wait);
  if (!seconds.success) throw misuse(`--wait is "${wait}"; give a whole number from 1 to 900`);
  return { outputs: outputs ?? outputsUrl(environment), charge, waitMs: seconds.data * 1000 };
}

const OPTIONS = {
  help: { type: 'boolean', default: false },
  outputs: { type: 'string' },
  charge: { type: 'boolean', default: false },
  wait: { type: 'string', default: '60' },
} as const;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw misuse(errorMessage(error).replace(/\. .*/s, ''));
  }
}

const misuse = (fault: string) => new OperatorError(`${fault}. See npm run smoke -- --help.`);
