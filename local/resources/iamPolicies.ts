import { z } from 'zod';
import type { NamedPolicy } from '../services/iam/createIam.ts';
import { json, text } from './properties.ts';

/** Policies inside a role. */
export const policies = z.array(z.strictObject({ PolicyName: text, PolicyDocument: json })).default([]);

export const policyDocument = ({
  PolicyName,
  PolicyDocument,
}: {
  PolicyName: string;
  PolicyDocument: unknown;
}): NamedPolicy => ({
  policyName: PolicyName,
  document: PolicyDocument,
});
