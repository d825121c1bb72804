import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { bundleDashboard, type Dashboard } from '../../../lib/bundles/bundleDashboard.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** Every file that is loaded before a first page is shown: what `index.html` names, and what that imports at once. */
function firstView({ page, assets }: Dashboard): string[] {
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  const files = new Set([...html.matchAll(/\/assets\/([\w.-]+\.(?:js|css))/g)].map(([, name = '']) => name));
  for (const name of files) {
    const text = readFileSync(join(assets, name), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      files.add(imported);
  }
  return [...files];
}

describe('the web app', () => {
  const dashboard = bundleDashboard(ROOT)();

  test('is seen after less than 250 KB, packed', () => {
    const names = firstView(dashboard);
    const packed = names.map((name) => gzipSync(readFileSync(join(dashboard.assets, name))).length);
    expect(names.length).toBeGreaterThan(1);
    expect(packed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(250_000);
  });

  test('has no code in its page, which its policy would refuse', () => {
    const html = readFileSync(join(dashboard.page, 'index.html'), 'utf8');
    expect(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
    expect(html.match(/\s(?:style|on\w+)="/g)).toBeNull();
    expect(html).not.toContain('<style');
  });

  test('is made for production', () => {
    const all = readdirSync(dashboard.assets).filter((name) => name.endsWith('.js'));
    const text = all.map((name) => readFileSync(join(dashboard.assets, name), 'utf8')).join('\n');
    expect(text).not.toContain('react-dom-client.development');
    expect(text).not.toContain('sourceMappingURL');
  });
});

describe('a bundle', () => {
  const CONFIG = 'export default { root: import.meta.dirname };';

  function smallCheckout() {
    const root = mkdtempSync(join(tmpdir(), 'dashboard-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'dashboard'));
    const write = (path: string, text: string) => writeFileSync(join(root, path), text);
    write('package.json', '{"type":"module"}');
    write('dashboard/vite.config.ts', CONFIG);
    write('dashboard/index.html', '<script type="module" src="/main.ts"></script>');
    write('dashboard/main.ts', 'document.title = "First";');
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    return { root, write };
  }

  const versions = (root: string) => readdirSync(join(root, 'build/dashboard'));

  test('is made once of the same files, and again of others', () => {
    const { root, write } = smallCheckout();
    const first = bundleDashboard(root)();
    expect(bundleDashboard(root)()).toEqual(first);
    expect(versions(root)).toHaveLength(1);
    write('dashboard/main.ts', 'document.title = "Second";');
    const second = bundleDashboard(root)();
    expect(second.assets).not.toBe(first.assets);
    expect(readdirSync(second.assets)).not.toEqual(readdirSync(first.assets));
  });

  test('that nobody asked for lately goes with the next one', () => {
    const { root, write } = smallCheckout();
    const { page } = bundleDashboard(root)();
    const old = new Date(Date.now() - 31 * 60_000);
    utimesSync(join(page, '..'), old, old);
    cpSync(join(page, '..'), join(page, '../../newer'), { recursive: true });
    write('dashboard/main.ts', 'document.title = "Second";');
    bundleDashboard(root)();
    expect(versions(root)).toHaveLength(2);
    expect(versions(root)).toContain('newer');
  });

  test('of a file that does not parse says where, and is tried again', () => {
    const { root, write } = smallCheckout();
    write('dashboard/main.ts', 'document.title = ;');
    expect(() => bundleDashboard(root)()).toThrow(
      /^dashboard\/ cannot be bundled\ndashboard\/main\.ts:1:18 /,
    );
    write('dashboard/main.ts', 'document.title = "Mended";');
    expect(readdirSync(bundleDashboard(root)().assets)).toHaveLength(1);
  });

  test('whose entry names what is not there is refused', () => {
    const { root, write } = smallCheckout();
    write('dashboard/main.ts', 'import "./missing.ts";');
    expect(() => bundleDashboard(root)()).toThrow(/missing\.ts/);
  });
});
