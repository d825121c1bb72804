import { describe, expect, test } from 'vitest';
import { cloudOptions } from '../../../../local/cli/options/cloudOptions.ts';
import { type Command, readCommandLine, usageOf } from '../../../../local/cli/options/readCommandLine.ts';
import type { RunOptions } from '../../../../local/cli/runCloud.ts';
import { startCommand } from '../../../../start/options.ts';

const command: Command<Partial<RunOptions>> = {
  name: 'npm run local --',
  positional: ['ASSEMBLY', 'such as cdk.out'],
  purpose: 'Runs an app.',
  groups: cloudOptions,
};
const read = (args: readonly string[], environment = {}) => readCommandLine(command, args, environment);

test('what all groups read is one object, with the defaults of those that have some', () => {
  expect(read(['cdk.out', '--data', 'kept', '--outputs', 'o.json'])).toEqual({
    help: false,
    positionals: ['cdk.out'],
    options: {
      dataDirectory: 'kept',
      outputsFile: 'o.json',
      host: '127.0.0.1',
      allowedHosts: [],
      allowedOrigins: [],
      port: 4000,
      awsPort: 4566,
    },
  });
});

test('a port that is typed wins over the environment, and an empty variable is none', () => {
  const environment = { PORT: '5000', AWS_PORT: '' };
  expect(read(['--port', '0'], environment).options).toMatchObject({ port: 0, awsPort: 4566 });
  expect(read([], environment).options).toMatchObject({ port: 5000 });
});

test('a folder is emptied only where one is named', () => {
  expect(read(['--data', 'kept', '--reset']).options).toMatchObject({
    dataDirectory: 'kept',
    resetData: true,
  });
  expect(() => read(['--reset'])).toThrow('--reset goes with --data DIR');
});

test('who asks for help gets it, whatever else is wrong', () => {
  expect(read(['--help'], { PORT: 'x', HOST: '0.0.0.0' })).toMatchObject({ help: true });
});

describe('is refused in one line:', () => {
  test.each([
    [['--nix'], {}, /^Unknown option '--nix'\. See npm run local -- --help\.$/],
    [['--data'], {}, /^Option '--data <value>' argument missing\. See [^\n]*$/],
    [['--port', '1e3'], {}, /^--port is "1e3"; give a port number from 0 to 65535\.$/],
    [[], { AWS_PORT: '65536' }, /^AWS_PORT is "65536"; give a port number from 0 to 65535\.$/],
  ])('%j %j', (args, environment, message) => {
    expect(() => read(args, environment)).toThrow(message);
  });
});

test.each(['npm run local', 'npm start'])(
  '%s --help is at most 80 columns wide, one entry an option',
  (name) => {
    const { groups, ...rest } = name === 'npm start' ? startCommand : command;
    const lines = usageOf({ ...rest, groups }).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    for (const option of groups.flatMap(({ options }) => Object.keys(options)))
      expect(lines.filter((line) => line.startsWith(`  --${option}`))).toHaveLength(1);
  },
);
