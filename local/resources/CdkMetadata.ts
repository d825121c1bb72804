import { z } from 'zod';
import { inert } from './properties.ts';
import { defineResource } from './ResourceType.ts';

/** The CDK's own note of which constructs were used; nothing is made of it. */
export const CdkMetadata = defineResource(
  z.strictObject({ Analytics: inert.optional() }),
  (_properties, { logicalId }) => ({
    ref: logicalId,
  }),
);
