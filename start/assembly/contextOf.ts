import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperatorError } from '../../local/platform/errors.ts';

const Context = z.record(z.string(), z.unknown());
const CdkJson = z.object({ context: Context.default({}) });

/**
 * The settings in a checkout's `cdk.json`, which only the CDK's command line reads by itself, and those of
 * the variable over them. Throws `OperatorError`.
 */
export function contextOf(root: string, environment: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  return {
    ...read('cdk.json', () => CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))))
      .context,
    ...read('CDK_CONTEXT_JSON', () => Context.parse(JSON.parse(environment['CDK_CONTEXT_JSON'] || '{}'))),
  };
}

function read<Value>(name: string, from: () => Value): Value {
  try {
    return from();
  } catch (error) {
    throw new OperatorError(`${name} cannot be read: ${wordsOf(error)}`);
  }
}

const wordsOf = (error: unknown) =>
  error instanceof z.ZodError
    ? error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
    : (error as Error).message;
