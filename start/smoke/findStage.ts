import type { CognitoIdentityProviderClientConfig } from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import { OperatorError } from '../../local/platform/errors.ts';
import { ANY_KEY } from '../cards/run.ts';
import { causeOf, requestTimeout } from '../connect.ts';
import { readOutputs, type StageOutputs, stageOf } from './readOutputs.ts';

/** A stage, and how its user pool is reached. */
export interface FoundStage {
  readonly outputs: StageOutputs;
  readonly cognito: CognitoIdentityProviderClientConfig;
}

const Described = z.object({
  awsEndpointUrl: z.url(),
  accessKey: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }).nullable(),
  stacks: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/**
 * Finds a stage by the file of its outputs, or a cloud on this machine by the URL at which it describes itself. That cloud
 * brings its AWS endpoint and its key with it; for a file the SDK finds both in the environment.
 */
export async function findStage(place: string, stop: AbortSignal): Promise<FoundStage> {
  if (!/^https?:\/\//.test(place)) return { outputs: readOutputs(place), cognito: {} };
  const described = Described.safeParse(await download(place, stop));
  if (!described.success)
    throw new OperatorError(
      `${place} does not describe a cloud of npm start. Name a stage with --outputs FILE.`,
    );
  const { awsEndpointUrl: endpoint, accessKey, stacks } = described.data;
  return { outputs: stageOf(stacks, place), cognito: { endpoint, credentials: accessKey ?? ANY_KEY } };
}

async function download(url: string, stop: AbortSignal): Promise<unknown> {
  try {
    return await (await fetch(url, { signal: requestTimeout(stop) })).json();
  } catch (error) {
    throw new OperatorError(
      `Nothing that describes a cloud answers at ${url} (${causeOf(error)}). Start it with npm start, set PORT to its port, ` +
        'or name a stage with --outputs FILE.',
    );
  }
}
