import { AwsError } from '../../../platform/AwsError.ts';

/** Names a parameter that this cloud does not know instead of leaving it out in silence. */
export function refuseUnsupported(action: string, input: object, supported: readonly string[]): void {
  const unknown = Object.entries(input ?? {}).filter(
    ([name, value]) => value !== undefined && value !== null && !supported.includes(name),
  );
  if (unknown.length > 0)
    throw new AwsError(
      'ValidationException',
      `${action} does not support ${unknown.map(([name]) => name).join(', ')} here`,
    );
}
