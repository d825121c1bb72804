import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import { root } from './root.ts';

/** As `npm run lint` and `npm run typecheck` do, in processes of their own, because reading all types takes more memory than a test has. */
export async function complaintsAboutOurCode(): Promise<string[]> {
  const [typed, others] = await Promise.all([lintTypes(root, '--type-check'), lintFolder()]);
  return [...typed.map(({ path, line, rule }) => `${path}:${line} ${rule}`), ...others];
}

async function lintFolder(): Promise<string[]> {
  const results = JSON.parse(await runProgram(root, 'eslint/bin/eslint.js', ['.', '--format', 'json']));
  return (results as ESLint.LintResult[]).flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? ''} ${message}`,
    ),
  );
}

interface TypedComplaint {
  readonly path: string;
  readonly line: number | undefined;
  /** Such as `typescript(no-floating-promises)`. */
  readonly rule: string;
}

async function lintTypes(folder: string, ...args: string[]): Promise<TypedComplaint[]> {
  const printed = await runProgram(folder, 'oxlint/bin/oxlint', ['--format', 'json', ...args]);
  const { diagnostics, number_of_files: files } = JSON.parse(printed);
  if (files === 0) throw new Error(`oxlint found no files in ${folder}`);
  return diagnostics.map(({ filename, code, labels: [label] }: OxlintDiagnostic) => ({
    path: filename,
    line: label?.span.line,
    rule: code,
  }));
}

/** An entry of `oxlint --format json`. */
interface OxlintDiagnostic {
  readonly filename: string;
  readonly code: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Returns what a program of a package prints, in `folder`. */
async function runProgram(folder: string, program: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

const eslint = new ESLint({ cwd: root });

/** Returns the rules that `code` would break as the file `path`, but for those that need types. */
export async function rulesBrokenBy(code: string, path: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(root, path) });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

/** Returns the rules about types that each file would break, by its path, as part of a project that is checked as ours. */
export async function typedRulesBrokenBy(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  try {
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    write(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: { types: [] },
        include: ['.'],
        exclude: [],
      }),
    );
    for (const [path, code] of Object.entries(files)) write(join(folder, path), code);
    const complaints = await lintTypes(folder, ...args);
    const rulesOf = (file: string) => complaints.filter(({ path }) => path === file).map(({ rule }) => rule);
    return Object.fromEntries(Object.keys(files).map((path) => [path, rulesOf(path)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
