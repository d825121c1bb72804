import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorMessage, invariant, OperatorError } from '../platform/errors.ts';
import type { Stack, Template } from './Template.ts';

export interface Assembly {
  /** In the order of deployment: each comes after those it depends on. */
  readonly stacks: readonly Stack[];
  readonly assets: Assets;
}

interface Manifest {
  readonly artifacts?: Record<string, Artifact>;
}

export interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
}

/**
 * Reads a cloud assembly, nested ones included.
 * https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies
 */
export function readAssembly(directory: string): Assembly {
  const artifacts = readArtifacts(directory);
  const nested = Object.values(artifacts)
    .filter(({ type }) => type === 'cdk:cloud-assembly')
    .map(({ properties }) => readAssembly(pathIn(directory, properties?.directoryName)));
  const files = Object.values(artifacts)
    .filter(({ type }) => type === 'cdk:asset-manifest')
    .map(({ properties }) => pathIn(directory, properties?.file));
  return {
    stacks: [...nested.flatMap(({ stacks }) => stacks), ...readStacks(directory, artifacts)],
    assets: readAssets(
      files,
      nested.map(({ assets }) => assets),
    ),
  };
}

function readArtifacts(directory: string): Record<string, Artifact> {
  const file = join(directory, 'manifest.json');
  try {
    return readJson<Manifest>(file).artifacts ?? {};
  } catch (error) {
    throw new OperatorError(
      `${directory} holds no readable cloud assembly (${errorMessage(error)}); run "cdk synth" first and name its output folder.`,
    );
  }
}

/** Reads a JSON file that the CDK wrote. `Shape` is the part of the CDK's cloud assembly schema that is used. */
function readJson<Shape>(file: string): Shape {
  try {
    // See above.
    return JSON.parse(readFileSync(file, 'utf8')) as Shape;
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${errorMessage(error)}.`);
  }
}

function pathIn(directory: string, file: string | undefined): string {
  invariant(file !== undefined, 'an artifact names its file');
  return join(directory, file);
}

function readStacks(directory: string, artifacts: Record<string, Artifact>): Stack[] {
  const ordered: Stack[] = [];
  const seen = new Set<string>();
  const visit = (id: string) => {
    const artifact = artifacts[id];
    if (!artifact || seen.has(id)) return;
    seen.add(id);
    artifact.dependencies?.forEach(visit);
    if (artifact.type !== 'aws:cloudformation:stack') return;
    const { templateFile, stackName = id } = artifact.properties ?? {};
    ordered.push({ name: stackName, template: readJson<Template>(pathIn(directory, templateFile)) });
  };
  Object.keys(artifacts).forEach(visit);
  return ordered;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path?: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/**
 * Object keys are content hashes, so a key alone identifies its file, whatever the bucket. `inherited` are the assets
 * of nested assemblies.
 */
function readAssets(manifests: readonly string[], inherited: readonly Assets[]): Assets {
  const paths = new Map<string, string>();
  for (const file of manifests) {
    const manifest = readJson<AssetManifest>(file);
    for (const { source, destinations } of Object.values(manifest.files ?? {})) {
      if (source.path === undefined) continue;
      for (const { objectKey } of Object.values(destinations)) {
        paths.set(objectKey, join(dirname(file), source.path));
      }
    }
  }
  return {
    pathOf: (bucket, key) =>
      paths.get(key) ??
      inherited.map((assets) => assets.pathOf(bucket, key)).find((path) => path !== undefined),
  };
}

/** The files a cloud assembly ships beside its templates. */
export interface Assets {
  /** Returns the path of the file or folder that CDK would upload as `key` to `bucket`; undefined where there is none. */
  pathOf(bucket: string, key: string): string | undefined;
}
