import type { RunOptions } from '../runCloud.ts';
import { conflictsOptions } from './readConflicts.ts';
import { dataOptions } from './dataOptions.ts';
import { outputsOptions } from './outputsOptions.ts';
import { portOptions } from './portOptions.ts';
import { tlsOptions } from './tlsOptions.ts';
import { reachOptions } from './readReach.ts';
import { terminalOptions } from './terminalOptions.ts';
import type { OptionGroup } from './OptionGroup.ts';

/**
 * What `npm start` and `npm run local` both understand. Each group returns a part of what `runCloud` takes. These files
 * load nothing large, because nothing is printed before they have.
 */
export const cloudOptions: readonly OptionGroup<Partial<RunOptions>>[] = [
  dataOptions,
  outputsOptions,
  reachOptions,
  tlsOptions,
  conflictsOptions,
  portOptions,
  terminalOptions,
];
