import type { Call } from '../../../platform/Call.ts';
import type { Engine, Operation } from '../Engine.ts';
import { consistencyOf, consumedCapacity, readUnits, totalUnits, type Units } from '../capacity.ts';
import type { PageInput } from '../dynalite/ValidatedInputs.ts';
import { validate } from '../dynalite/validate.ts';
import { validationException } from '../errors.ts';
import { publishRead } from '../feed.ts';
import { type Page, readPage } from '../reads/readPage.ts';
import { tableNamed } from '../tables/Table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query: Operation = (engine, input, call) => queryOrScan(engine, 'query', input, call);

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan: Operation = (engine, input, call) => queryOrScan(engine, 'scan', input, call);

const publicNames = { query: 'Query', scan: 'Scan' };

/** Query and Scan: one page, and the key of its last item where there is more. */
function queryOrScan(engine: Engine, operation: 'query' | 'scan', input: object, call: Call): object {
  const data = validate(operation, input);
  checkSelection(data);
  const { description: table } = tableNamed(engine.store, data.TableName);
  const page = readPage(engine, operation, table, data);
  const units = unitsOf(page, data);
  publishRead(
    engine,
    { operation: publicNames[operation], table, items: page.scannedCount, units: totalUnits(units) },
    call,
  );
  return {
    ...(data.Select === 'COUNT' ? {} : { Items: page.items }),
    Count: page.items.length,
    ScannedCount: page.scannedCount,
    ...(page.lastEvaluatedKey && { LastEvaluatedKey: page.lastEvaluatedKey }),
    ...consumedCapacity(data, { table, units }),
  };
}

/** What is read together is rounded up together; items fetched one by one are each rounded up. */
function unitsOf({ bytes, fetched }: Page, data: PageInput): Units {
  const consistency = consistencyOf(data);
  const together = readUnits(bytes, consistency);
  if (!data.IndexName) return { table: together, indexes: {} };
  return {
    table: fetched.reduce((sum, size) => sum + readUnits(size, consistency), 0),
    indexes: Object.fromEntries([[data.IndexName, together]]),
  };
}

/** Throws for parameters of a Query or Scan that exclude each other, and for key conditions on empty values. */
function checkSelection({
  Select,
  AttributesToGet,
  ProjectionExpression,
  KeyConditions = {},
}: PageInput): void {
  const projects = AttributesToGet !== undefined || ProjectionExpression !== undefined;
  if (Select === 'SPECIFIC_ATTRIBUTES' && !projects)
    throw validationException(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (Select !== undefined && Select !== 'SPECIFIC_ATTRIBUTES' && projects)
    throw validationException(
      `Cannot specify the ${
        ProjectionExpression === undefined ? 'AttributesToGet' : 'ProjectionExpression'
      } when choosing to get ${selectionPhrases[Select]}`,
    );
  for (const [name, { AttributeValueList }] of Object.entries(KeyConditions))
    for (const { S, B } of AttributeValueList ?? [])
      if (S === '' || B === '')
        throw validationException(
          'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
            `${S === '' ? 'string' : 'binary'} value. Key: ${name}`,
        );
}

const selectionPhrases = {
  ALL_ATTRIBUTES: 'ALL_ATTRIBUTES',
  ALL_PROJECTED_ATTRIBUTES: 'ALL_PROJECTED_ATTRIBUTES',
  COUNT: 'only the Count',
};
