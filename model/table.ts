/** The names of the one table's indexes, and what marks a row as an entity's own. */
export const indexes = { gsi1: 'gsi1', gsi2: 'gsi2' } as const;

/** Entity service name of every row. */
export const service = 'frontdesk';

/**
 * What ElectroDB writes into its rows and looks for when it reads them; a resolver's row carries it too,
 * so that both worlds read each other's: https://electrodb.dev/en/modeling/entities/
 */
export const entityMetadata = (entity: string) => ({ __edb_e__: entity, __edb_v__: '1' });
