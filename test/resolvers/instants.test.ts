import { expect, test } from 'vitest';
import { bundleResolvers } from '../../lib/bundles/bundleResolvers.ts';

test('no resolver stores an instant as AppSync spells it, which may leave out digits that are zero', () => {
  const unstored = [...bundleResolvers(process.cwd())].flatMap(([path, code]) =>
    [...code.matchAll(/.*util\.time\.\w*ISO8601\w*/g)]
      .map(([line]) => line)
      .filter((line) => !/storedInstant\w*\(\s*util\.time\.|parseISO8601ToEpochMilliSeconds/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(unstored).toEqual([]);
});
