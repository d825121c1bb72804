import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsError } from '../../local/platform/AwsError.ts';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';
import type { Fault } from './Fault.ts';

const FILE = 'schema.graphql';

/** Returns what AppSync would refuse of the schema, with its place. */
export function schemaFaults(root: string): Fault[] {
  try {
    createSchema(readFileSync(join(root, FILE), 'utf8'));
    return [];
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const [at = '', line, column] = / at (\d+):(\d+)$/.exec(error.message) ?? [];
    const place = line === undefined ? {} : { line: Number(line), column: Number(column) };
    return [{ file: FILE, ...place, message: error.message.slice(0, error.message.length - at.length) }];
  }
}
