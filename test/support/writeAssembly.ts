import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemplateLike {
  readonly Resources: object;
  readonly Outputs?: object;
}

/** Writes a cloud assembly as `cdk synth` would, one stack for each template, in their order. Returns its folder. */
export function writeAssembly(templates: Readonly<Record<string, TemplateLike>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const names = Object.keys(templates);
  const artifacts = names.map((stackName, at) => {
    const templateFile = `${stackName}.template.json`;
    writeFileSync(join(folder, templateFile), JSON.stringify(templates[stackName]));
    const properties = { templateFile, stackName };
    return [
      stackName,
      { type: 'aws:cloudformation:stack', dependencies: names.slice(0, at), properties },
    ] as const;
  });
  const manifest = { version: '1', artifacts: Object.fromEntries(artifacts) };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
