import { DEFAULT_PORT, portIn } from '../local/cli/options/portOptions.ts';

/** Where the cloud that `npm start` runs on this machine describes itself: `PORT` says on which port, as it does for `npm start`. */
export const outputsUrl = ({ PORT }: NodeJS.ProcessEnv): string =>
  `http://127.0.0.1:${portIn({ PORT }) || DEFAULT_PORT}/outputs.json`;
