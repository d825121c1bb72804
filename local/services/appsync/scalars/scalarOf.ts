import { invariant } from '../../../platform/invariant.ts';
import { awsScalars } from './awsScalars.ts';
import { builtInScalars } from './builtInScalars.ts';
import type { Scalar } from './Scalar.ts';

const scalars: Readonly<Record<string, Scalar>> = { ...builtInScalars, ...awsScalars };

/** A schema names no other scalars: `createSchema` refuses them. */
export function scalarOf(name: string): Scalar {
  const scalar = scalars[name];
  invariant(scalar, `${name} is a scalar of AppSync's`);
  return scalar;
}
