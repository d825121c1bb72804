import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { errorMessage, OperatorError } from '../../local/platform/errors.ts';

const Outputs = z.object({
  GraphqlUrl: z.url(),
  RealtimeUrl: z.url(),
  Region: z.string(),
  UserPoolId: z.string(),
  UserPoolClientId: z.string(),
  PaymentGateway: z.string().optional(),
});

/** What a stage says of itself when it is deployed, of all its stacks. */
export type StageOutputs = z.output<typeof Outputs>;

/** Reads the file that `cdk deploy --outputs-file` writes. Throws `OperatorError` that names what is missing in it. */
export function readOutputs(file: string): StageOutputs {
  const stacks = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(readJson(file));
  if (!stacks.success) throw new OperatorError(`${file} holds no outputs of stacks.`);
  return stageOf(stacks.data, file);
}

/** Throws `OperatorError` for outputs that lack something, and names the place that they are from. */
export function stageOf(stacks: Readonly<Record<string, object>>, place: string): StageOutputs {
  const outputs = Outputs.safeParse(Object.assign({}, ...Object.values(stacks)));
  if (outputs.success) return outputs.data;
  const missing = [...new Set(outputs.error.issues.map(({ path }) => String(path[0])))];
  throw new OperatorError(
    `${place} lacks ${missing.join(', ')}. Deploy all stacks of the stage, with --all --outputs-file.`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OperatorError(`The outputs cannot be read: ${errorMessage(error)}`);
  }
}
