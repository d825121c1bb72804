import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Links all files of a folder into another, so that they take no room and no time: nobody writes into a file of an assembly. */
export function linkFolder(from: string, to: string, leftOut: ReadonlySet<string> = new Set()): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (leftOut.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Not every file system has links.
    cpSync(source, target);
  }
}

/** Replaces the assets of a new assembly that another one has as well by links. They are named by their content. */
export function shareAssets(assembly: string, other: string): void {
  for (const name of readdirSync(assembly)) {
    if (!name.startsWith('asset.') || !existsSync(join(other, name))) continue;
    const [source, target] = [join(other, name), join(assembly, name)];
    rmSync(target, { recursive: true });
    // An asset is a folder, or an archive as it was given.
    if (statSync(source).isDirectory()) linkFolder(source, target);
    else linkFile(source, target);
  }
}
