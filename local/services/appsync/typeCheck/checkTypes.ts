import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type typescript from 'typescript';

/** What is wrong with one module. */
export interface TypeFault {
  /** As TypeScript numbers it: `TS2345`. */
  readonly code: string;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The bundled file that the line is from, by the comment that esbuild writes before it; undefined without one. */
  readonly file?: string | undefined;
  /**
   * Whether AppSync refuses it for certain. A fault that only AppSync's own declarations bring about is not: nobody knows
   * which version of them AppSync has, and modules that AWS itself publishes do not fit version 2.1.1.
   */
  readonly isCertain: boolean;
}

// Imported, its nine megabytes would be searched for the syntax of modules first. The type is that of the package.
const ts = createRequire(import.meta.url)('typescript') as typeof typescript;

/**
 * AppSync checks the types of a module that it stores as if it began with `// @ts-check`, and not strictly:
 * https://github.com/aws/aws-appsync-community/issues/334 and /324, which record TS2345, and that JSDoc types count.
 * Chosen, because nobody outside of AppSync knows them: the compiler's version (4.6 to 7.0 judge the same on every module
 * that was tried), the library, and that what is imported from AppSync has the types of `@aws-appsync/utils`.
 */
const base: typescript.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: false,
  skipLibCheck: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  lib: ['lib.esnext.d.ts'],
  types: [],
};

/** The most faults that are listed of one module. */
const MOST_FAULTS = 10;

/** Names that the runtime has without an import; each import is typed by the module that it names. */
const GLOBALS = 'declare const console: any, util: any, extensions: any, runtime: any;';
/** AppSync's modules with nothing said of their types. */
const UNTYPED = "declare module '@aws-appsync/*';";

/** Checks that compilers before 5.6 do not make, so AppSync's may not: right sides of `??`, conditions that never change. */
const NEW_CHECKS = new Set([2869, 2870, 2871, 2872, 2873, 2881]);

/**
 * Checks modules in one compilation, and returns the faults of each that has any.
 * @param inference `strict` also finds members that an object literal lacks, which a compiler that is not strict about
 * `any` lets pass in JavaScript. Whether AppSync's is, nobody knows.
 */
export function checkTypes(
  modules: ReadonlyMap<string, string>,
  inference: 'loose' | 'strict' = 'loose',
): Map<string, TypeFault[]> {
  const options = { ...base, noImplicitAny: inference === 'strict' };
  const paths = new Map([...modules.keys()].map((name, index) => [`${FOLDER}/${index}.js`, name]));
  const texts = new Map([...paths].map(([path, name]) => [path, modules.get(name) ?? '']));
  const program = compile([...texts.keys()], texts, GLOBALS, options);
  const wrong = [...texts.keys()].filter((path) => diagnosticsOf(program, path).length > 0);
  if (wrong.length === 0) return new Map();
  const untyped = compile(wrong, texts, `${GLOBALS}\n${UNTYPED}`, options);
  return new Map(
    wrong.map((path) => {
      const certain = new Set(diagnosticsOf(untyped, path).map(placeOf));
      const faults = diagnosticsOf(program, path)
        .slice(0, MOST_FAULTS)
        .map((diagnostic) => faultOf(diagnostic, certain.has(placeOf(diagnostic))));
      return [paths.get(path) ?? path, faults];
    }),
  );
}

/** Where the modules are for the compiler alone; nothing is there. */
const FOLDER = '/code';
const AMBIENT = `${FOLDER}/ambient.d.ts`;

/** Declarations that every compilation reads: parsing them takes longer than checking a module. */
const sources = new Map<string, typescript.SourceFile | undefined>();

function compile(
  paths: readonly string[],
  texts: ReadonlyMap<string, string>,
  ambient: string,
  options: typescript.CompilerOptions,
): typescript.Program {
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  const virtual = new Map([...texts, [AMBIENT, ambient]]);
  host.getSourceFile = (path, ...rest) => {
    const text = virtual.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    if (!sources.has(path)) sources.set(path, getSourceFile(path, ...rest));
    return sources.get(path);
  };
  host.fileExists = (path) => virtual.has(path) || ts.sys.fileExists(path);
  host.getCurrentDirectory = () => FOLDER;
  const hasTypes = ambient === GLOBALS;
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => ({ resolvedModule: resolve(text, from, hasTypes, host) }));
  return ts.createProgram([...paths, AMBIENT], options, host);
}

/** AppSync's declarations, wherever the modules are; within them, and nowhere else, other files. */
function resolve(text: string, from: string, hasTypes: boolean, host: typescript.CompilerHost) {
  const declarations = declarationsOf[text];
  if (declarations !== undefined) {
    if (!hasTypes) return undefined;
    const resolvedFileName = join(UTILS, declarations);
    return { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: true };
  }
  return from.startsWith(UTILS) ? ts.resolveModuleName(text, from, base, host).resolvedModule : undefined;
}

const UTILS = dirname(createRequire(import.meta.url).resolve('@aws-appsync/utils/package.json'));

const declarationsOf: Readonly<Record<string, string>> = {
  '@aws-appsync/utils': 'lib/index.d.ts',
  '@aws-appsync/utils/dynamodb': 'dynamodb.d.ts',
  '@aws-appsync/utils/rds': 'rds.d.ts',
  '@aws-appsync/utils/ai': 'ai.d.ts',
};

/** Syntax is not for the compiler: `parseCode` has refused what AppSync's parser refuses. */
const diagnosticsOf = (program: typescript.Program, path: string) =>
  program.getSemanticDiagnostics(program.getSourceFile(path)).filter(({ code }) => !isImplicitAny(code));

/** TS7005 to TS7061: that something has no type, which in JavaScript is no fault. */
const isImplicitAny = (code: number) => code >= 7000 && code < 8000;

const placeOf = ({ start, code }: typescript.Diagnostic) => `${start} ${code}`;

function faultOf(diagnostic: typescript.Diagnostic, isCertain: boolean): TypeFault {
  const { file, start = 0, code, messageText } = diagnostic;
  const place = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
  const bundled = file && fileAt(file.text, place.line);
  return {
    code: `TS${code}`,
    message: ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' '),
    line: place.line + 1,
    column: place.character + 1,
    ...(bundled !== undefined && { file: bundled }),
    isCertain: !NEW_CHECKS.has(code) && (isCertain || isUnknownUtility(diagnostic)),
  };
}

const fileAt = (text: string, line: number) =>
  text
    .split('\n')
    .slice(0, line + 1)
    .map((each) => /^\/\/ (\S+\.[cm]?[jt]sx?)$/.exec(each)?.[1])
    .findLast((path) => path !== undefined);

/** TS2339 and TS2551: a property does not exist on a type. */
const NO_SUCH_PROPERTY = new Set([2339, 2551]);

/** Whether it is a call of a utility that there is not, as `util.time.epochSecondsToISO8601`, whose refusal is recorded. */
function isUnknownUtility({ file, start = 0, code }: typescript.Diagnostic): boolean {
  if (!file || !NO_SUCH_PROPERTY.has(code)) return false;
  const [root] = (
    file.text
      .slice(0, start)
      .split(/[^\w.]/)
      .at(-1) ?? ''
  ).split('.');
  return root === 'util' || root === 'extensions' || root === 'runtime';
}
