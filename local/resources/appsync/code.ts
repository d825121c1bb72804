import { z } from 'zod';
import { AwsError } from '../../platform/AwsError.ts';
import { OperatorError } from '../../platform/errors.ts';
import type { Code } from '../../services/appsync/Api.ts';
import { translateCode } from '../../services/appsync/runtime/translateCode.ts';
import { text } from '../properties.ts';
import type { ResourceContext } from '../ResourceType.ts';
import { readLocation } from './readLocation.ts';

/** Properties that hold resolver code. VTL templates are other properties, and refused as such. */
export const codeProperties = {
  Code: text.optional(),
  CodeS3Location: text.optional(),
  Runtime: z.strictObject({ Name: z.literal('APPSYNC_JS'), RuntimeVersion: z.literal('1.0.0') }).optional(),
};

interface CodeProperties {
  readonly Code?: string | undefined;
  readonly CodeS3Location?: string | undefined;
}

/** The code, checked as AppSync checks it when it is stored. */
export function codeOf({ Code, CodeS3Location }: CodeProperties, context: ResourceContext): Code | undefined {
  const source = Code ?? (CodeS3Location && readLocation(CodeS3Location, context));
  if (!source) return undefined;
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
