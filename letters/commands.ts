import type { AnyCommand } from './Command.ts';
import { dryRun } from './commands/dryRun.ts';
import { group } from './commands/group.ts';
import { history } from './commands/history.ts';
import { list } from './commands/list.ts';
import { peek } from './commands/peek.ts';
import { redrive } from './commands/redrive.ts';
import { show } from './commands/show.ts';
import { watch } from './commands/watch.ts';

/** Every command, in the order of `--help`. A new one is added here, beside its file in `commands/`. */
export const commands: readonly AnyCommand[] = [list, group, peek, show, dryRun, redrive, history, watch];
