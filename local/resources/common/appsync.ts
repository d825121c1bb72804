import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { Api, Code } from '../../services/appsync/Api.ts';
import { translateCode } from '../../services/appsync/runtime/translateCode.ts';
import type { ResourceContext } from './ResourceType.ts';
import { text } from './properties.ts';

/** Returns the API that a resource belongs to. */
export function apiOf(apiId: string, { services, logicalId }: ResourceContext): Api {
  const api = services.appsync.api(apiId);
  if (!api)
    throw new OperatorError(`${logicalId} belongs to the AppSync API ${apiId}, which does not exist.`);
  return api;
}

/** Properties that contain resolver code. Those for VTL templates are not supported, and so are refused. */
export const codeProperties = {
  Code: text.optional(),
  CodeS3Location: text.optional(),
  Runtime: z.strictObject({ Name: z.literal('APPSYNC_JS'), RuntimeVersion: z.literal('1.0.0') }).optional(),
};

interface CodeProperties {
  readonly Code?: string | undefined;
  readonly CodeS3Location?: string | undefined;
}

/** Returns the code after the checks that AppSync makes when code is stored. */
export function codeOf({ Code, CodeS3Location }: CodeProperties, context: ResourceContext): Code | undefined {
  const source = Code ?? (CodeS3Location && readLocation(CodeS3Location, context));
  if (!source) return undefined;
  // To parse all code of an app takes a fifth of a start.
  const known = context.knownCode?.(source);
  if (known) return known;
  const code = { source };
  try {
    translateCode(code);
    return code;
  } catch (error) {
    if (error instanceof AwsError || error instanceof OperatorError) {
      throw new OperatorError(`${context.logicalId}: ${error.message}`);
    }
    throw error;
  }
}

/** Returns the text of an asset, given as `s3://bucket/key`. */
export function readLocation(
  location: string,
  { services, logicalId }: Pick<ResourceContext, 'services' | 'logicalId'>,
): string {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  const path = bucket && key ? services.assets.pathOf(bucket, key) : undefined;
  if (!path)
    throw new OperatorError(`${logicalId} points at ${location}, which the cloud assembly does not ship.`);
  return readFileSync(path, 'utf8');
}
