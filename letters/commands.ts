import type { AnyCommand } from './Command.ts';
import { archive } from './commands/archive.ts';
import { dryRun } from './commands/dryRun.ts';
import { edit } from './commands/edit.ts';
import { group } from './commands/group.ts';
import { history } from './commands/history.ts';
import { list } from './commands/list.ts';
import { peek } from './commands/peek.ts';
import { purge } from './commands/purge.ts';
import { redrive } from './commands/redrive.ts';
import { replay } from './commands/replay.ts';
import { restore } from './commands/restore.ts';
import { show } from './commands/show.ts';
import { watch } from './commands/watch.ts';

/** Every command, in the order of `--help`. A new one is added here, beside its file in `commands/`. */
export const commands: readonly AnyCommand[] = [
  list,
  group,
  peek,
  show,
  dryRun,
  edit,
  redrive,
  replay,
  archive,
  restore,
  purge,
  history,
  watch,
];
