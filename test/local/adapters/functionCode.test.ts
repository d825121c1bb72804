import { GetFunctionCommand, GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { functionCode } from '../../../local/adapters/functionCode.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { zip } from '../../support/zip.ts';
import { bundle, givenLambda, MOMENT } from '../services/lambda/givenLambda.ts';
import { serveHttp } from '../../../local/adapters/serveHttp.ts';
import { createOriginPolicy } from '../../../local/adapters/createOriginPolicy.ts';
import { lambdaRest } from '../../../local/adapters/lambdaRest.ts';

/** Lambda behind its endpoint, and what GetFunction tells of the function `work`. */
async function givenWork(codePath: string) {
  const open: { url?: string } = {};
  const world = createWorld({ seed: 1, frozenAt: MOMENT });
  const { lambda, call } = givenLambda('', { world, codePath, awsEndpointUrl: () => open.url! });
  const server = await serveHttp({
    handle: async (request) =>
      (await functionCode(lambda, request)) ?? (await lambdaRest(lambda, request, call))!,
    refuse: () => undefined,
    policy: createOriginPolicy({ host: '127.0.0.1' }),
    port: 0,
    host: '127.0.0.1',
    purpose: 'test',
    variable: 'PORT',
  });
  open.url = server.url;
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const sdk = new LambdaClient({ endpoint: server.url, region: 'us-east-1', credentials });
  onTestFinished(async () => {
    sdk.destroy();
    await server.close();
  });
  const got = await sdk.send(new GetFunctionCommand({ FunctionName: 'work' }));
  return { world, sdk, ...got };
}

const download = async (location: string) => {
  const answer = await fetch(location);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('the code of a function can be downloaded as it was deployed, for ten minutes', async () => {
  const folder = bundle({ 'index.js': 'exports.handler = async () => 1;', 'lib/a.txt': 'é' });
  const { world, sdk, Code, Configuration } = await givenWork(folder);
  expect(Code).toMatchObject({ RepositoryType: 'S3' });

  const { status, bytes } = await download(Code!.Location!);
  expect(status).toBe(200);
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [
    name,
    Buffer.from(content).toString(),
  ]);
  expect(files.sort()).toEqual([
    ['index.js', 'exports.handler = async () => 1;'],
    ['lib/a.txt', 'é'],
  ]);
  const hashed = { CodeSha256: createHash('sha256').update(bytes).digest('base64'), CodeSize: bytes.length };
  expect(Configuration).toMatchObject(hashed);
  expect(await sdk.send(new GetFunctionConfigurationCommand({ FunctionName: 'work' }))).toMatchObject(hashed);

  await world.clock.advance(600_000);
  expect(await download(Code!.Location!)).toMatchObject({ status: 403 });
  expect((await download(Code!.Location!.replace(/.$/, 'x'))).bytes.toString()).toContain(
    'Request has expired',
  );
});

test('an archive that was deployed is downloaded byte by byte', async () => {
  const file = join(bundle({}), 'code.zip');
  writeFileSync(file, zip([{ path: 'index.js', content: Buffer.from('exports.handler = 1'), method: 8 }]));
  const { Code } = await givenWork(file);
  expect((await download(Code!.Location!)).bytes).toEqual(readFileSync(file));
});
