import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { BUNDLE_NOTE } from '../../../lib/bundles/noteBundle.ts';
import { openAssemblies } from '../../../start/assembly/assemblyCache.ts';
import { ASSEMBLIES, SOURCES } from '../../../start/assembly/currentAssembly.ts';
import { hashFiles } from '../../../start/assembly/fingerprintOf.ts';
import type { EditorOptions } from '../../../start/watch/createEditor.ts';

/** The process that edits belong to. */
export const PID = process.pid;

export const schemaOf = (field: string) =>
  `type Query {\n  ${field}: String\n}\nschema {\n  query: Query\n}\n`;

/** A checkout of one schema, with an assembly of it that runs: small enough to be patched in a millisecond. */
export function smallCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'small-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const path of SOURCES) write(path.includes('.') ? path : `${path}/index.ts`, '{}');
  write('schema.graphql', schemaOf('first'));
  const assembly = openAssemblies(join(root, ASSEMBLIES), PID).createOutdir();
  const writeJson = (name: string, value: unknown) =>
    writeFileSync(join(assembly, name), JSON.stringify(value));
  writeJson('manifest.json', {
    artifacts: { Shop: { type: 'aws:cloudformation:stack', additionalMetadataFile: 'Shop.metadata.json' } },
  });
  writeJson('Shop.metadata.json', { '/Shop/Schema': [{ type: BUNDLE_NOTE, data: { kind: 'schema' } }] });
  writeJson('Shop.assets.json', { files: {} });
  writeJson('Shop.template.json', {
    Resources: {
      Schema: {
        Type: 'AWS::AppSync::GraphQLSchema',
        Metadata: { 'aws:cdk:path': 'Shop/Schema' },
        Properties: { Definition: schemaOf('first') },
      },
    },
  });
  for (const name of ['asset.aa', 'asset.bb']) {
    mkdirSync(join(assembly, name));
    writeFileSync(join(assembly, name, 'index.js'), name);
  }
  const options: EditorOptions = {
    root,
    environment: {},
    pid: PID,
    assembly,
    sources: hashFiles(root, SOURCES),
  };
  return { root, write, assembly, options, assemblies: join(root, ASSEMBLIES) };
}
