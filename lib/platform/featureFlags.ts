import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';

/** How the CDK library behaves, with the CLI and without: `cdk.json` would serve the CLI only. */
export const featureFlags: Readonly<Record<string, unknown>> = {
  ...CURRENTLY_RECOMMENDED_FLAGS,
  // An export that is imported cannot be deleted: the data stack stays while something serves from it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // Usage statistics of constructs are not in the templates at all (`analyticsReporting`).
  '@aws-cdk/core:enableAdditionalMetadataCollection': false,
};
