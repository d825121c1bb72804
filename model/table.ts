import type { createSchema } from 'electrodb';

/** The names of the one table's indexes, and what marks a row as an entity's own. */
export const indexes = { gsi1: 'gsi1', gsi2: 'gsi2' } as const;

/** Entity service name of every row. */
export const service = 'frontdesk';

/**
 * What ElectroDB writes into its rows and looks for when it reads them; a resolver's row carries it too,
 * so that both worlds read each other's: https://electrodb.dev/en/modeling/entities/
 */
export const entityMetadata = (entity: string) => ({ __edb_e__: entity, __edb_v__: '1' });

/**
 * Types the schema of an entity. Functions bind schemas to the deployed table, so that they leave the model's own entities
 * out; ElectroDB's `createSchema` would check each one, as `new Entity` does again.
 */
export const defineSchema: typeof createSchema = (schema) => schema;
