import type { Call } from '../../../platform/Call.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine } from '../Engine.ts';
import { tableNamed } from '../tables/tableNamed.ts';
import { consumedCapacity } from '../capacity/consumedCapacity.ts';
import { consistencyOf, readUnits } from '../capacity/readUnits.ts';
import { totalOf, type Units } from '../capacity/Units.ts';
import { publishRead } from './publishRead.ts';
import { readPage, type Page } from './readPage.ts';
import { refuseSelection } from './refuseSelection.ts';

const names = { query: 'Query', scan: 'Scan' };

/** Query and Scan: one page, and where to go on. */
export function readMany(engine: Engine, operation: 'query' | 'scan', input: object, call: Call): object {
  const data = validate(operation, input);
  refuseSelection(data);
  const { description: table } = tableNamed(engine.store, data.TableName);
  const page = readPage(engine, operation, table, data);
  const units = unitsOf(page, data);
  publishRead(
    engine,
    { operation: names[operation], table, items: page.scannedCount, units: totalOf(units) },
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
function unitsOf({ bytes, fetched }: Page, data: any): Units {
  const consistency = consistencyOf(data);
  const together = readUnits(bytes, consistency);
  if (!data.IndexName) return { table: together, indexes: {} };
  return {
    table: fetched.reduce((sum, size) => sum + readUnits(size, consistency), 0),
    indexes: { [data.IndexName]: together },
  };
}
