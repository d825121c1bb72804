import { run } from '../../../letters/run.ts';
import type { Cloud } from '../../../local/startCloud.ts';

export const COLUMNS = 80;

/** What a command printed, and how it ended. */
export interface Printed {
  readonly exitCode: number;
  /** As on a terminal of 80 columns, with its colours. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface Operator {
  /** Types a command, and answers its questions with these lines. */
  types(command: readonly string[], answers?: readonly string[]): Promise<Printed>;
  /** The JSON document of a command that has to succeed. */
  reads(...command: readonly string[]): Promise<any>;
}

/**
 * Somebody with the tool at a terminal, who knows the cloud by its AWS endpoint alone. Whenever the tool waits, the time
 * of the cloud is moved on by as much.
 */
export function createOperator({ awsEndpointUrl, world, ...cloud }: Cloud): Operator {
  const types = async (
    command: readonly string[],
    answers?: readonly string[],
    isTTY = true,
  ): Promise<Printed> => {
    const printed = { stdout: '', stderr: '' };
    const left = [...(answers ?? [])];
    const into = (name: keyof typeof printed) => ({
      write: (text: string) => void (printed[name] += text),
      isTTY,
      columns: COLUMNS,
    });
    const exitCode = await run(command, {
      environment: { AWS_ENDPOINT_URL: awsEndpointUrl, USER: 'dora' },
      stdout: into('stdout'),
      // Nobody looks at progress here.
      stderr: { ...into('stderr'), isTTY: false },
      stop: new AbortController().signal,
      now: () => world.clock.now(),
      random: () => world.random.float(),
      pause: (ms) => cloud.advance(ms),
      ask: answers
        ? async (question) => {
            printed.stderr += question;
            const answer = left.shift() ?? '';
            printed.stderr += `${answer}\n`;
            return answer;
          }
        : undefined,
    });
    return { exitCode, ...printed };
  };
  return {
    types,
    async reads(...command) {
      const { exitCode, stdout, stderr } = await types([...command, '--json'], undefined, false);
      if (exitCode !== 0) throw new Error(`letters ${command.join(' ')}: ${exitCode}\n${stdout}${stderr}`);
      return JSON.parse(stdout);
    },
  };
}
