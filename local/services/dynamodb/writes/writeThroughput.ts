import { AwsError } from '../../../platform/AwsError.ts';
import type { Clock } from '../../../platform/Clock.ts';
import { totalUnits, type Units } from '../capacity.ts';
import type { Table } from '../tables/Table.ts';

/** The units a table took in the current second, by its name. Tables without a maximum are not in it. */
interface Second {
  readonly second: number;
  units: number;
}

const seconds = new WeakMap<Clock, Map<string, Second>>();

/**
 * Counts write units against the maximum that an on-demand table may be given. Throws beyond it: the only throttling here,
 * because what AWS's own capacity is nobody can say. Reads are not limited.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html
 */
export function takeWriteUnits(clock: Clock, { description }: Table, units: Units): void {
  const most = description.OnDemandThroughput?.MaxWriteRequestUnits ?? -1;
  // DynamoDB's own number for none.
  if (most < 0) return;
  const tables = seconds.get(clock) ?? new Map<string, Second>();
  seconds.set(clock, tables);
  const second = Math.floor(clock.now() / 1000);
  const known = tables.get(description.TableName);
  const current = known?.second === second ? known : { second, units: 0 };
  tables.set(description.TableName, current);
  if (current.units + totalUnits(units) > most) throw throttled();
  current.units += totalUnits(units);
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html: on-demand tables throw this one. */
const throttled = () =>
  new AwsError(
    'ThrottlingException',
    'Throughput exceeds the maximum OnDemandThroughput configured on table or index.',
  );
