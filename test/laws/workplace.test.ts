import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from '../../local/cli/options/readCommandLine.ts';
import { startCommand } from '../../start/options.ts';
import { root } from './root.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json'));

test('the container starts the cloud with options that it has, on the ports that it names', () => {
  const dockerfile = read('Dockerfile');
  const [npm, start, dashes, ...args] = JSON.parse(/^CMD (.*)$/m.exec(dockerfile)![1]!);
  expect([npm, start, dashes]).toEqual(['npm', 'start', '--']);
  const environment = Object.fromEntries(
    [...dockerfile.matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
  );
  const { options } = readCommandLine(startCommand, args, environment);
  expect(options).toMatchObject({ host: '0.0.0.0', dataDirectory: '/data' });
  expect(dockerfile).toContain('EXPOSE 4000 4001 4566');
  for (const [, copied = ''] of dockerfile.matchAll(/^COPY (.+) \S+$/gm))
    for (const path of copied.split(' ')) expect(existsSync(join(root, path)), path).toBe(true);
});

test('what editors and containers are told can be read, and names scripts and programs that are there', () => {
  const files = globSync(['.vscode/*.json', '.devcontainer/*.json'], { cwd: root });
  expect(files).toHaveLength(4);
  for (const file of files) expect(() => JSON.parse(read(file)), file).not.toThrow();
  const text = files.map(read).join('\n');
  const programs = [...text.matchAll(/"(?:\$\{workspaceFolder\}\/)?(node_modules\/[^"]+)"/g)];
  expect(programs.length).toBeGreaterThan(3);
  for (const [, path = ''] of programs) expect(existsSync(join(root, path)), path).toBe(true);
});

test('every npm script that a template, a workflow or a guide names exists', () => {
  const guides = globSync(['*.md', 'docs/*.md', '.github/**/*.{md,yml}', '.ci/run'], { cwd: root });
  const named = guides.flatMap((file) =>
    [...read(file).matchAll(/\bnpm run ([\w:]+)/g)].map(([, name = '']) => ({ file, name })),
  );
  expect(named.length).toBeGreaterThan(50);
  for (const { file, name } of named) expect(Object.keys(scripts), file).toContain(name);
});
