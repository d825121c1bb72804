import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './root.ts';

const eslint = new ESLint({ cwd: root });

const { rules: typeRules } = tseslint.configs.disableTypeChecked;

/** Rules to switch off for a file that does not exist: the compiler does not know it, and nothing imports it. */
const untyped = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...typeRules, '@typescript-eslint/no-unused-vars': 'off' },
  } as Linter.Config,
});

/** Returns what `npm run lint` reports, each as `file:line rule message`. */
export async function complaintsAboutOurCode(): Promise<string[]> {
  const results = await eslint.lintFiles(['.']);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
}

/** Returns the rules that `code` would break as the new file `path`, except those that need types. */
export const rulesBrokenBy = (code: string, path: string) => rulesOf(untyped, code, path);

/** Returns the rules that `code` would break as the content of the existing file `path`. */
export const typedRulesBrokenBy = (code: string, path: string) => rulesOf(eslint, code, path);

async function rulesOf(linter: ESLint, code: string, path: string): Promise<string[]> {
  const [result] = await linter.lintText(code, { filePath: `${root}/${path}` });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}
