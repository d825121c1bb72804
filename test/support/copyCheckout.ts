import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOURCES } from '../../start/assembly/currentAssembly.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A copy of this checkout, whose files can be edited. */
export interface Checkout extends Disposable {
  readonly root: string;
  /** Replaces a text in a file; throws where the file does not have it. */
  edit(path: string, from: string, to: string): void;
  write(path: string, text: string): void;
  read(path: string): string;
}

/** Copies what a synthesis reads and what `npm start` runs, with what was bundled and type checked already. */
export function copyCheckout(): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  const own = SOURCES.filter((path) => !path.startsWith('node_modules'));
  const made = ['bundles', 'functions', 'dashboard', 'types'].map((folder) => `build/${folder}`);
  for (const path of [...own, 'local', 'start', 'letters', ...made])
    if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(root, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  return {
    root,
    read,
    write,
    edit(path, from, to) {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} does not have ${from}`);
      write(path, text.replace(from, to));
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}
