import type { StreamViewType } from '../DynamoDb.ts';
import type { Engine } from '../Engine.ts';
import { constraintViolation, validationException } from '../errors.ts';
import type { Table } from '../tables/Table.ts';

const VIEW_TYPES = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'];

export interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: StreamViewType;
}

/** Opens a stream where `specification` asks for one, and returns the table with it. */
export function startStream(
  { streams, world }: Engine,
  table: Table,
  specification?: StreamSpecification,
): Table {
  if (!specification) return table;
  const { StreamEnabled, StreamViewType: viewType } = specification;
  checkStreamSpecification(specification);
  if (!StreamEnabled || !viewType) return table;

  const { TableArn, TableName, KeySchema, LatestStreamLabel } = table.description;
  const label = labelAfter(LatestStreamLabel, world.clock.now());
  const arn = `${TableArn}/stream/${label}`;
  streams.open({
    arn,
    label,
    tableName: TableName,
    keySchema: KeySchema,
    viewType,
    openedAt: world.clock.now(),
  });
  return {
    ...table,
    description: {
      ...table.description,
      StreamSpecification: { StreamEnabled: true, StreamViewType: viewType },
      LatestStreamLabel: label,
      LatestStreamArn: arn,
    },
  };
}

function checkStreamSpecification({ StreamEnabled, StreamViewType }: StreamSpecification): void {
  if (!StreamEnabled && StreamViewType)
    throw validationException(
      'Invalid StreamViewType: Stream StreamEnabled was false but a StreamViewType was present.',
    );
  if (StreamEnabled && !StreamViewType)
    throw validationException(
      'Invalid StreamViewType: Stream ViewType must not be null or empty when enabling streams.',
    );
  if (StreamViewType && !VIEW_TYPES.includes(StreamViewType))
    throw constraintViolation(
      `'${String(StreamViewType)}'`,
      'streamSpecification.streamViewType',
      `Member must satisfy enum value set: [${VIEW_TYPES.join(', ')}]`,
    );
}

/** The time in ISO 8601 without its zone. It is later than the label of the table's last stream. */
function labelAfter(last: string | undefined, now: number): string {
  const label = labelOf(now);
  return last !== undefined && label <= last ? labelOf(Date.parse(`${last}Z`) + 1) : label;
}

const labelOf = (moment: number) => new Date(moment).toISOString().slice(0, -1);
