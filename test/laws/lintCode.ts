import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './root.ts';

const eslint = new ESLint({ cwd: root });

const { rules: typeRules } = tseslint.configs.disableTypeChecked;

/** For a file that is not there: the compiler knows nothing of it, and nobody uses what it names. */
const untyped = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...typeRules, '@typescript-eslint/no-unused-vars': 'off' },
  } as Linter.Config,
});

/** What `npm run lint` complains of, each as `file:line rule message`. */
export async function complaintsAboutOurCode(): Promise<string[]> {
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
}

/** The rules that `code` would break as the new file `path`, apart from those that judge types. */
export const rulesBrokenBy = (code: string, path: string) => rulesOf(untyped, code, path);

/** The rules that `code` would break in the place of the file `path`, which exists. */
export const typedRulesBrokenBy = (code: string, path: string) => rulesOf(eslint, code, path);

async function rulesOf(linter: ESLint, code: string, path: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath: `${root}/${path}` });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}
