import { batchesFailByMessage } from './rules/batchesFailByMessage.ts';
import { deadLettersOutliveQueue } from './rules/deadLettersOutliveQueue.ts';
import { deadLettersRaiseAlarm } from './rules/deadLettersRaiseAlarm.ts';
import { lateWorkRaisesAlarm } from './rules/lateWorkRaisesAlarm.ts';
import { messagesGetSeveralTries } from './rules/messagesGetSeveralTries.ts';
import { pipesFilter } from './rules/pipesFilter.ts';
import { queuesAreEncrypted } from './rules/queuesAreEncrypted.ts';
import { queuesRefusePlainHttp } from './rules/queuesRefusePlainHttp.ts';
import { resolversFitSchema } from './rules/resolversFitSchema.ts';
import type { Rule } from './Rule.ts';
import { visibilityOutlastsWork } from './rules/visibilityOutlastsWork.ts';

/** What AWS Solutions does not ask for and we do. A new rule is a file in `rules/` and a line here. */
export const rules: readonly Rule[] = [
  visibilityOutlastsWork,
  batchesFailByMessage,
  messagesGetSeveralTries,
  deadLettersOutliveQueue,
  pipesFilter,
  deadLettersRaiseAlarm,
  lateWorkRaisesAlarm,
  queuesAreEncrypted,
  queuesRefusePlainHttp,
  resolversFitSchema,
];
