import { expect, test } from 'vitest';
import { readCommandLine } from '../../../../local/cli/options/readCommandLine.ts';
import { refuseSwallowed } from '../../../../local/cli/options/refuseSwallowed.ts';
import { readOptions as readLoad } from '../../../../start/load/options.ts';
import { startCommand } from '../../../../start/options.ts';

const OPTIONS = {
  empty: { type: 'boolean' },
  data: { type: 'string' },
  'no-watch': { type: 'boolean' },
} as const;
const refuse = (environment: Record<string, string>) =>
  refuseSwallowed('npm start --', OPTIONS, { npm_lifecycle_event: 'start', ...environment });

// The variables are recorded from npm 11.19.
test.each([
  [
    'npm start --empty',
    { npm_config_empty: 'true' },
    /^npm kept --empty for itself, .* Type: npm start -- --empty$/,
  ],
  ['npm start --data DIR', { npm_config_data: 'true' }, /^npm kept --data .* Type: npm start -- --data …$/],
  [
    'npm start --no-watch',
    { npm_config_watch: '' },
    /^npm kept --no-watch .* Type: npm start -- --no-watch$/,
  ],
  [
    'npm start --data=DIR --empty',
    { npm_config_data: 'DIR', npm_config_empty: 'true' },
    /^npm kept --empty and --data for itself, .* Type: npm start -- --empty --data …$/,
  ],
])('%s is refused with what to type', (_typed, environment, message) => {
  expect(() => refuse(environment)).toThrow(message);
});

test('what npm has of its own, and a program that npm does not run, are let be', () => {
  refuse({ npm_config_noproxy: '', npm_config_watch: 'true', npm_config_loglevel: 'silent' });
  refuseSwallowed('npm start --', OPTIONS, { npm_config_empty: 'true' });
});

test('npm start says it before it reads what npm left over, and npm run load before it sends what was to be tried alone', () => {
  const npm = { npm_lifecycle_event: 'x' };
  expect(() => readCommandLine(startCommand, ['DIR'], { ...npm, npm_config_data: 'true' })).toThrow(
    /^npm kept --data/,
  );
  expect(() => readLoad(['shop.csv'], { ...npm, npm_config_dry_run: 'true' })).toThrow(
    /Type: npm run load -- --dry-run$/,
  );
});
