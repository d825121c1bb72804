import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '../../local/platform/errors.ts';
import { bundleDashboard, type Dashboard } from '../../lib/bundles/bundleDashboard.ts';
import { type Bundles, bundleSources } from '../../lib/bundles/createBundles.ts';
import type { Constants } from '../../lib/bundles/bundleFunctions.ts';
import type { BundleNote } from '../../lib/bundles/noteBundle.ts';
import { once } from '../../lib/once.ts';
import { assetHash } from './assetHash.ts';
import { linkFolder } from './linkFolder.ts';
import { type NotedResource, type NotedStack, readNotes } from './readNotes.ts';

export interface PatchOptions {
  /** The checkout. */
  readonly root: string;
  /** An assembly of it, which stays as it is. */
  readonly from: string;
  /** Folder for the patched one; made only where something is different. */
  readonly to: string;
}

export interface Patched {
  /** What is different, such as `resolvers/orders/placeOrder.ts claim`, or `schema.graphql`. */
  readonly sources: readonly string[];
  /** The code of resolvers among it. */
  readonly resolverCode: readonly string[];
}

/**
 * Writes an assembly with the code and the schema of the checkout as they are now, byte for byte as a synthesis would write
 * its templates and assets, in a fraction of the time. Returns what is different; throws what bundling throws.
 * Everything else of the assembly is as it was: whoever changes a stack has to synthesize.
 */
export function patchAssembly({ root, from, to }: PatchOptions): Patched {
  const sources = openSources(root);
  const patches = readNotes(from)
    .map((stack) => patchStack(stack, sources))
    .filter(({ patched }) => patched.size > 0);
  if (patches.length > 0) linkFolder(from, to, LEFT_OUT);
  for (const patch of patches) writeStack(patch, to);
  return {
    sources: [...new Set(patches.flatMap(({ patched }) => [...patched]))],
    resolverCode: [...new Set(patches.flatMap(({ resolverCode }) => [...resolverCode]))],
  };
}

interface Sources {
  readonly schema: string;
  bundles(constants?: Constants): Bundles;
  dashboard(): Dashboard;
}

function openSources(root: string): Sources {
  const opened = new Map<string, Bundles>();
  const open = (constants: Constants) => {
    const bundles = bundleSources(root, constants);
    opened.set(JSON.stringify(constants), bundles);
    return bundles;
  };
  return {
    schema: readFileSync(join(root, 'schema.graphql'), 'utf8'),
    dashboard: once(() => bundleDashboard(root)()),
    bundles: (constants = {}) => opened.get(JSON.stringify(constants)) ?? open(constants),
  };
}

interface StackPatch {
  readonly stack: NotedStack;
  readonly patched: ReadonlySet<string>;
  readonly resolverCode: ReadonlySet<string>;
  /** Folders of new assets, and the hashes of those that they stand for. */
  readonly assets: ReadonlyMap<string, string>;
}

function patchStack(stack: NotedStack, sources: Sources): StackPatch {
  const patched = new Set<string>();
  const resolverCode = new Set<string>();
  const assets = new Map<string, string>();
  for (const [logicalId, note] of stack.notes) {
    const resource = stack.template.Resources[logicalId];
    invariant(resource, `${logicalId} is a resource of the template`);
    if (note.kind === 'handler') patchHandler(resource, note, { sources, patched, assets });
    else if (note.kind === 'dashboard') patchDashboard(resource, note, { sources, patched, assets });
    else patchText(resource, note, { sources, patched, resolverCode });
  }
  return { stack, patched, resolverCode, assets };
}

function patchText(
  { Properties }: NotedResource,
  note: Extract<BundleNote, { kind: 'resolver' | 'schema' }>,
  {
    sources: { schema, bundles },
    patched,
    resolverCode,
  }: { sources: Sources; patched: Set<string>; resolverCode: Set<string> },
): void {
  const name = note.kind === 'schema' ? 'Definition' : 'Code';
  const text = note.kind === 'schema' ? schema : bundles().resolver(note.path, note.step);
  if (Properties[name] === text) return;
  Properties[name] = text;
  if (note.kind === 'resolver') resolverCode.add(text);
  patched.add(
    note.kind === 'schema'
      ? 'schema.graphql'
      : [`resolvers/${note.path}.ts`, note.step].filter(Boolean).join(' '),
  );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
interface FunctionProperties {
  readonly Code: { S3Key: string };
  readonly Environment: { readonly Variables: Record<string, unknown> };
}

function patchHandler(
  { Properties }: NotedResource,
  { path, constants }: Extract<BundleNote, { kind: 'handler' }>,
  { sources, patched, assets }: { sources: Sources; patched: Set<string>; assets: Map<string, string> },
): void {
  const bundles = sources.bundles(constants);
  const version = bundles.functionVersion(path);
  // Properties of a Lambda function: the note is on nothing else.
  const { Code, Environment } = Properties as unknown as FunctionProperties;
  if (Environment.Variables['CODE_VERSION'] === version) return;
  const folder = bundles.functionFolder(path);
  assets.set(folder, Code.S3Key.replace(/\.zip$/, ''));
  Environment.Variables['CODE_VERSION'] = version;
  Code.S3Key = `${assetHash(folder)}.zip`;
  patched.add(`lambda-fns/${path}.ts`);
}

/** What is read of the CDK's `BucketDeployment`: the first of its sources is the noted one. */
interface DeploymentProperties {
  readonly SourceObjectKeys: string[];
}

function patchDashboard(
  { Properties }: NotedResource,
  { part }: Extract<BundleNote, { kind: 'dashboard' }>,
  { sources, patched, assets }: { sources: Sources; patched: Set<string>; assets: Map<string, string> },
): void {
  const folder = sources.dashboard()[part];
  // Properties of a bucket deployment: the note is on nothing else.
  const { SourceObjectKeys: keys } = Properties as unknown as DeploymentProperties;
  const key = `${assetHash(folder)}.zip`;
  if (keys[0] === undefined || keys[0] === key) return;
  assets.set(folder, keys[0].replace(/\.zip$/, ''));
  keys[0] = key;
  patched.add(`dashboard (${part})`);
}

/** Files that list what every stack holds, for people: they would have to be patched, and nothing here reads them. */
const LEFT_OUT = new Set(['tree.json']);

function writeStack({ stack: { name, template }, assets }: StackPatch, to: string): void {
  const file = join(to, `${name}.template.json`);
  const before = sha256(readFileSync(file));
  // As the CDK library writes it.
  const text = JSON.stringify(template, undefined, 1);
  replaceFile(file, text);
  const hashes = new Map([[before, sha256(text)]]);
  for (const [folder, replaced] of assets) {
    const hash = assetHash(folder);
    hashes.set(replaced, hash);
    rmSync(join(to, `asset.${hash}`), { recursive: true, force: true });
    linkFolder(folder, join(to, `asset.${hash}`));
  }
  for (const list of [`${name}.assets.json`, 'manifest.json'])
    replaceFile(join(to, list), replaceHashes(readFileSync(join(to, list), 'utf8'), hashes));
}

/** An asset and a template are listed by their hashes alone. */
const replaceHashes = (text: string, hashes: ReadonlyMap<string, string>) =>
  text.replace(/[\da-f]{64}/g, (hash) => hashes.get(hash) ?? hash);

/** Writes another file in the place of one that is linked from elsewhere. */
function replaceFile(file: string, text: string): void {
  rmSync(file);
  writeFileSync(file, text);
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
