import appsync from '@aws-appsync/eslint-plugin';
import { ESLint, type Linter } from 'eslint';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What AppSync's lint says of each bundled resolver, `path: message`; empty where all may be deployed. */
export const lintResolvers = async (bundles: ReadonlyMap<string, string>): Promise<string[]> => {
  const cwd = writeAll(bundles);
  const eslint = new ESLint({
    cwd,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [
      { ...(appsync.configs?.recommended as Linter.Config), files: ['**/*.js'] },
      { files: ['**/*.js'], languageOptions: { parserOptions: { project: true, tsconfigRootDir: cwd } } },
    ],
  });
  const results = await eslint.lintFiles(['**/*.js']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${filePath.slice(cwd.length + 1)}:${line} ${message}`),
  );
};

/** The rules ask the type checker, which wants the bundles as files of a project. */
const writeAll = (bundles: ReadonlyMap<string, string>) => {
  const root = mkdtempSync(join(tmpdir(), 'resolvers-'));
  const compilerOptions = { allowJs: true, noEmit: true, target: 'esnext', lib: ['esnext'], types: [] };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['**/*.js'] }));
  for (const [path, code] of bundles) {
    const file = join(root, `${path}.js`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
  return root;
};
