import { expect, test } from 'vitest';
import { portOptions } from '../../../../local/cli/options/portOptions.ts';
import { readOptions as readLoad } from '../../../../start/load/options.ts';
import { outputsUrl } from '../../../../start/runningCloud.ts';

test.each([
  [
    { PORT: '65535' },
    /^PORT is 65535, and TLS listens on the next port, which does not exist: give one below\.$/,
  ],
  [{ PORT: '4566' }, /^PORT is 4566 and AWS_PORT is 4566, but GraphQL takes 4566 and TLS 4567: [^\n]*$/],
  [{ PORT: '4565' }, /^PORT is 4565 and AWS_PORT is 4566, but GraphQL takes 4565 and TLS 4566: [^\n]*$/],
])('%j is one line of what to do', (environment, message) => {
  expect(() => portOptions.read({}, environment)).toThrow(message);
});

test('two free ports are always apart', () => {
  expect(portOptions.read({}, { PORT: '0', AWS_PORT: '0' })).toEqual({ port: 0, awsPort: 0 });
});

test('other commands find the cloud by the same variable', () => {
  expect(outputsUrl({ PORT: '4300' })).toBe('http://127.0.0.1:4300/outputs.json');
  expect(outputsUrl({ PORT: '' })).toBe('http://127.0.0.1:4000/outputs.json');
  expect(readLoad(['shop.csv'], { PORT: '4300' })).toMatchObject({
    url: 'http://127.0.0.1:4300/outputs.json',
  });
  expect(() => outputsUrl({ PORT: 'x' })).toThrow('PORT is "x"; give a port number');
});
