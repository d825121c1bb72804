import { readFileSync } from 'node:fs';
import { OperatorError } from '../../platform/errors.ts';
import type { ResourceContext } from '../ResourceType.ts';

/** The text of an asset given as `s3://bucket/key`. */
export function readLocation(location: string, { services, logicalId }: ResourceContext): string {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  const path = bucket && key ? services.assets.pathOf(bucket, key) : undefined;
  if (!path)
    throw new OperatorError(`${logicalId} points at ${location}, which the cloud assembly does not ship.`);
  return readFileSync(path, 'utf8');
}
