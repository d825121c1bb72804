import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeployedStatement } from '../statements.ts';

/** Where a statement stands in an assembly. */
export type StatementPlace = Pick<DeployedStatement, 'stackName' | 'logicalId' | 'index'>;

/** A copy of the assembly whose templates lack one statement. Whoever asks for it removes the folder. */
export function withoutStatement(assembly: string, { stackName, logicalId, index }: StatementPlace): string {
  const copy = mkdtempSync(join(tmpdir(), 'assembly-'));
  const changed = `${stackName}.template.json`;
  for (const file of readdirSync(assembly))
    if (file !== changed) symlinkSync(join(assembly, file), join(copy, file));
  const template = JSON.parse(readFileSync(join(assembly, changed), 'utf8'));
  const { PolicyDocument, AssumeRolePolicyDocument } = template.Resources[logicalId].Properties;
  (PolicyDocument ?? AssumeRolePolicyDocument).Statement.splice(index, 1);
  writeFileSync(join(copy, changed), JSON.stringify(template));
  return copy;
}
