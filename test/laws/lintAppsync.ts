import { ESLint, type Linter } from 'eslint';
import appsync from '@aws-appsync/eslint-plugin';
import ts from 'typescript';
import { root } from './root.ts';

// The plugin's types allow any configuration; this one is a flat one.
const recommended = appsync.configs!['recommended'] as Linter.Config;

/**
 * Returns what AppSync's own linter reports for APPSYNC_JS modules, each as `path rule`. Its rules need
 * types, so the modules are compiled, in memory, as if they were in the repository.
 * @param modules code by its path without extension
 */
export async function appsyncComplaints(modules: ReadonlyMap<string, string>): Promise<string[]> {
  const files = new Map([...modules].map(([path, code]) => [`${root}/build/linted/${path}.js`, code]));
  const program = programOf(files);
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    allowInlineConfig: false,
    overrideConfig: [
      {
        ...recommended,
        files: ['**/*.js'],
        languageOptions: { ...recommended.languageOptions, parserOptions: { programs: [program] } },
      },
    ],
  });
  const results = await Promise.all(
    [...files].map(([filePath, code]) => eslint.lintText(code, { filePath })),
  );
  return results
    .flat()
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, message }) => `${filePath.slice(`${root}/build/linted/`.length)} ${ruleId ?? message}`,
      ),
    );
}

function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    allowJs: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const code = files.get(path);
    if (code !== undefined) return ts.createSourceFile(path, code, language, true);
    const found = libraries.get(path) ?? getSourceFile(path, language, ...rest);
    libraries.set(path, found);
    return found;
  };
  return ts.createProgram([...files.keys()], options, host);
}

/** The compiler's declarations of the language, by path: they are the same for every program, and long. */
const libraries = new Map<string, ts.SourceFile | undefined>();
