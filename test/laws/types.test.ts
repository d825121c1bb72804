import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from './root.ts';

const PLANTED = 'test/laws/fixtures/planted/types/wrong.ts';

/** Returns the errors of a project's files and of `more`, each as `file:line code message`. */
function errorsOf(config: string, more: readonly string[] = []): string[] {
  const { config: json } = ts.readConfigFile(join(root, config), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(json, ts.sys, dirname(join(root, config)));
  const program = ts.createProgram([...fileNames, ...more.map((path) => join(root, path))], options);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, code, messageText }) => {
    const where = file
      ? `${file.fileName.slice(root.length + 1)}:${file.getLineAndCharacterOfPosition(start).line + 1}`
      : '';
    return `${where} TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

describe('one compilation', () => {
  const errors = errorsOf('tsconfig.json', [PLANTED]);

  test('accepts our code, and refuses everything that must not compile', () => {
    expect(errors.filter((error) => !error.startsWith(PLANTED))).toEqual([]);
  });

  test('finds each planted mistake', () => {
    const planted = errors
      .filter((error) => error.startsWith(PLANTED))
      .map((error) => /:(\d+) (TS\d+)/.exec(error)!.slice(1).join(' '));
    expect(planted.sort()).toEqual(
      ['2 TS18048', '3 TS2322', '4 TS7006', '5 TS1294', '8 TS6133', '9 TS2578'].sort(),
    );
  });
});

test.each(['local/console', 'dashboard'])('%s compiles', (folder) => {
  expect(errorsOf(`${folder}/tsconfig.json`)).toEqual([]);
});
