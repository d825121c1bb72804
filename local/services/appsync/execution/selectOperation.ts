import type { OperationDefinitionNode } from 'graphql';
import { AwsError } from '../../../platform/AwsError.ts';
import type { OperationDocument } from './OperationDocument.ts';

/** The operation a request means. Throws `BadRequestException` where that is not clear. */
export function selectOperation(
  { operations }: OperationDocument,
  name: string | null | undefined,
): OperationDefinitionNode {
  if (name) {
    const named = operations.find((operation) => operation.name?.value === name);
    if (!named) throw new AwsError('BadRequestException', `Unknown operation named '${name}'.`);
    return named;
  }
  const [only, ...others] = operations;
  if (!only || others.length > 0) throw new AwsError('BadRequestException', 'Missing operation name.');
  return only;
}
