import { ESLint } from 'eslint';
import { root } from './root.ts';

const eslint = new ESLint({ cwd: root, errorOnUnmatchedPattern: false });
const folders = ['lib', 'resolvers', 'lambda-fns', 'model', 'local', 'start', 'test', 'bench'];

/** The complaints of the linter about all of our code, each as `file:line rule message`. */
export async function complaintsAboutOurCode(): Promise<string[]> {
  const results = await eslint.lintFiles(folders.map((folder) => `${folder}/**/*.{ts,tsx}`));
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
}

/** The rules that `code` would break as the file `path`. */
export async function rulesBrokenBy(code: string, path: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/${path}` });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}
