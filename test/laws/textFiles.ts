import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

export interface TextFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const TEXT = /\.(ts|tsx|js|cjs|mjs|json|md|ya?ml|graphql|html|css|txt|sh)$|\.ci\/run$/;

/** Returns the text files in folders, or matching patterns, except the laws themselves, which have to name what they forbid. */
export function textFiles(places: readonly string[]): TextFile[] {
  const patterns = places.flatMap((place) => (place.includes('*') ? [place] : [`${place}/**`]));
  return globSync(patterns, { cwd: root })
    .filter(
      (path) => TEXT.test(path) && !path.startsWith('test/laws/') && statSync(join(root, path)).isFile(),
    )
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Returns the lines that match, each as `path:line text`. */
export const foundIn = ({ path, text }: TextFile, pattern: RegExp): string[] =>
  text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1} ${line.trim()}`] : []));
