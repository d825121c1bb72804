import type { Shape } from './Attack.ts';
import { awsInputs, awsProtocol } from './shapes/awsAbuse.ts';
import { batches, directives, literals, variables } from './shapes/documents.ts';
import { forgedMessages } from './shapes/forgedMessages.ts';
import { fragments } from './shapes/fragments.ts';
import { hostileTexts } from './shapes/hostileTexts.ts';
import { brokenHttp, strangeHttp } from './shapes/httpAbuse.ts';
import { forgedIdentities } from './shapes/identities.ts';
import { aliases, deepSelections, introspection } from './shapes/selections.ts';
import { socketHandshakes, socketSessions } from './shapes/sockets.ts';

/** All shapes. One is added here, with a file in `shapes/`. */
export const shapes: readonly Shape[] = [
  fragments,
  aliases,
  deepSelections,
  introspection,
  literals,
  variables,
  directives,
  batches,
  brokenHttp,
  strangeHttp,
  socketSessions,
  socketHandshakes,
  forgedIdentities,
  awsInputs,
  awsProtocol,
  hostileTexts,
  forgedMessages,
];
