import { OperatorError } from '../../platform/errors.ts';

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/**
 * Refuses options that were typed without `--` before them. npm keeps those for itself: it puts `--empty` into the environment as
 * `npm_config_empty`, and the program would start as if nothing had been typed. Of `--data DIR` it leaves the program the word
 * `DIR` alone, so what was meant cannot be known for certain, and is not guessed.
 * https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables
 * @param name as the command is typed up to its options, such as `npm start --`
 */
export function refuseSwallowed(name: string, options: Options, environment: NodeJS.ProcessEnv): void {
  if (environment['npm_lifecycle_event'] === undefined) return;
  const swallowed = Object.entries(options).filter(([option]) => isSwallowed(option, environment));
  if (swallowed.length === 0) return;
  const typed = swallowed.map(([option, { type }]) => `--${option}${type === 'string' ? ' …' : ''}`);
  const kept = swallowed.map(([option]) => `--${option}`).join(' and ');
  throw new OperatorError(
    `npm kept ${kept} for itself, because no -- stands before it. Type: ${name} ${typed.join(' ')}`,
  );
}

/** npm reads `--no-watch` as `watch`, which is not. */
const isSwallowed = (option: string, environment: NodeJS.ProcessEnv) =>
  environment[nameOf(option)] !== undefined ||
  (option.startsWith('no-') && environment[nameOf(option.slice('no-'.length))] === '');

const nameOf = (option: string) => `npm_config_${option.replaceAll('-', '_')}`;
