import { AwsError } from '../../../platform/AwsError.ts';

/** Refuses what a Query or Scan cannot ask for at once, and key conditions on empty values. */
export function refuseSelection({
  Select,
  AttributesToGet,
  ProjectionExpression,
  KeyConditions = {},
}: any): void {
  const projects = AttributesToGet !== undefined || ProjectionExpression !== undefined;
  if (Select === 'SPECIFIC_ATTRIBUTES' && !projects)
    throw invalid(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES' && projects)
    throw invalid(
      `Cannot specify the ${
        ProjectionExpression === undefined ? 'AttributesToGet' : 'ProjectionExpression'
      } when choosing to get ${described[Select]}`,
    );
  for (const [name, { AttributeValueList }] of Object.entries<any>(KeyConditions))
    for (const { S, B } of AttributeValueList)
      if (S === '' || B === '')
        throw invalid(
          'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
            `${S === '' ? 'string' : 'binary'} value. Key: ${name}`,
        );
}

const described: Record<string, string> = {
  ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
  COUNT: 'only the Count',
};

const invalid = (message: string) => new AwsError('ValidationException', message);
