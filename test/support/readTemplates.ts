import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

export interface DeployedTemplate {
  /** Such as `Frontdesk-dev-Orders`. */
  readonly stackName: string;
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: any }>>;
}

/** The templates that are deployed, all stacks'. */
export const readTemplates = (folder = inject('assembly')): DeployedTemplate[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => ({
      ...JSON.parse(readFileSync(join(folder, file), 'utf8')),
      stackName: file.replace('.template.json', ''),
    }));
