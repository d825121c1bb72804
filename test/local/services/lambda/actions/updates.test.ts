import {
  InvokeCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { zip } from '../../../../support/zip.ts';
import { givenWork, read } from '../../../adapters/givenWork.ts';

const archiveOf = (source: string) => zip([{ path: 'index.js', content: Buffer.from(source), method: 8 }]);

test('updated code runs from the next invocation on, and what runs already ends as it began', async () => {
  const { sdk, world, invocations } = await givenWork(
    `exports.handler = () => { console.log('begun'); return new Promise((go) => setTimeout(() => go('old'), 300)); };`,
  );
  const begun = new Promise<void>((resolve) => {
    world.feed.subscribe(({ kind }) => kind === 'log' && resolve());
  });
  const invoke = async () => read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload);
  const running = invoke();
  await begun;
  const ZipFile = archiveOf(`exports.handler = async () => 'new';`);

  const updated = await sdk.send(new UpdateFunctionCodeCommand({ FunctionName: 'work', ZipFile }));

  expect(updated).toMatchObject({ FunctionName: 'work', CodeSize: ZipFile.length });
  expect(await invoke()).toBe('new');
  expect(await running).toBe('old');
  expect(await invoke()).toBe('new');
  expect(invocations()).toHaveLength(3);
});

test('code that is no archive is refused, and the function goes on with what it had', async () => {
  const { sdk } = await givenWork(`exports.handler = async () => 'old';`);
  const input = { FunctionName: 'work', ZipFile: Buffer.from('no archive') };

  await expect(sdk.send(new UpdateFunctionCodeCommand(input))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
    message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  });
  expect(read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload)).toBe('old');
});

test('an updated configuration is what later invocations run with; the rest of it stays', async () => {
  const { sdk } = await givenWork(
    `exports.handler = async (_event, context) => [process.env.A, process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, context.getRemainingTimeInMillis() > 60_000];`,
  );
  const invoke = async () => read((await sdk.send(new InvokeCommand({ FunctionName: 'work' }))).Payload);
  expect(await invoke()).toEqual(['1', '128', false]);

  const change = { FunctionName: 'work', MemorySize: 256, Timeout: 120 };
  expect(await sdk.send(new UpdateFunctionConfigurationCommand(change))).toMatchObject(change);
  expect(await invoke()).toEqual(['1', '256', true]);

  const Environment = { Variables: { A: '2' } };
  await sdk.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'work', Environment }));
  expect(await invoke()).toEqual(['2', '256', true]);
});

test.each<[object, string]>([
  [{ Timeout: 901 }, 'ValidationException'],
  [{ MemorySize: 64 }, 'ValidationException'],
  [{ Environment: { Variables: { AWS_REGION: 'x' } } }, 'InvalidParameterValueException'],
  [{ Layers: ['arn:aws:lambda:us-east-1:1:layer:x:1'] }, 'ValidationException'],
])('an update to %j is refused', async (change, name) => {
  const { sdk } = await givenWork(`exports.handler = async () => 1;`);
  const update = new UpdateFunctionConfigurationCommand({ FunctionName: 'work', ...change });

  await expect(sdk.send(update)).rejects.toMatchObject({ name });
});
