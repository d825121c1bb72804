import type { createSchema } from 'electrodb';

/** The names of the table's indexes. */
export const indexes = { gsi1: 'gsi1', gsi2: 'gsi2' } as const;

/** The ElectroDB service of every entity. */
export const service = 'frontdesk';

/**
 * The attributes by which ElectroDB recognizes the rows of an entity. Resolvers write them too, so that
 * Lambdas find their rows: https://electrodb.dev/en/modeling/entities/
 */
export const entityMetadata = (entity: string) => ({ __edb_e__: entity, __edb_v__: '1' });

/**
 * Returns the schema of an entity with its literal types. ElectroDB's `createSchema` would also check it,
 * which `new Entity` does anyway. Functions create an entity of each schema for their table; the model's own
 * entities, which have no table, are marked as pure, so that the bundler leaves them out.
 */
export const defineSchema: typeof createSchema = (schema) => schema;
