import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Assets } from './Assets.ts';

interface AssetManifest {
  readonly files?: Readonly<Record<string, FileAsset>>;
}

interface FileAsset {
  readonly source: { readonly path?: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/**
 * Object keys are content hashes, so a key alone names its file whatever the bucket is called.
 * `inherited` are the assets of nested assemblies.
 */
export function readAssets(manifests: readonly string[], inherited: readonly Assets[]): Assets {
  const paths = new Map<string, string>();
  for (const file of manifests) {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as AssetManifest;
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
