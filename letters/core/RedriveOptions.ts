import type { Clients } from './clients.ts';
import type { Clock } from './Clock.ts';
import type { History, Holder } from './history.ts';
import type { DeadLetterQueue, Letter } from './Letter.ts';
import type { Run } from './runs.ts';
import type { SendResult } from './sendLetters.ts';

/** Where a letter goes to: a queue, or what no queue takes, such as an event to a bus. */
export type Home = QueueHome | OtherHome;

export interface QueueHome {
  /** For people. */
  readonly name: string;
  readonly url: string;
}

export interface OtherHome {
  readonly name: string;
  readonly deliver: () => Promise<SendResult>;
}

/** A letter that stays where it is. */
export interface NoHome {
  /** A sentence that says what to do. */
  readonly why: string;
}

/** Letters that lie in no queue, such as events that are replayed. */
export interface LetterSource {
  /** The next ones, `most` at most. */
  next(most: number): readonly Letter[];
  /** Those that could not be sent, to be tried again. */
  putBack(letters: readonly Letter[]): void;
}

export interface RedriveOptions {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly history: History;
  readonly holder: Holder;
  readonly queue: DeadLetterQueue;
  /** Where letters come from that the queue does not have: then it is only watched for those that die again. @default the queue */
  readonly source?: LetterSource | undefined;
  /** The letters it is about. */
  readonly matches: (letter: Letter) => boolean;
  /**
   * Whether `matches` knows each letter that was confirmed by its id. Then no time is compared: the clock that wrote when
   * the run began may be minutes from AWS's. @default false: what arrived after the run began is left
   */
  readonly areConfirmed?: boolean | undefined;
  /** Where a letter goes. */
  readonly homeOf: (letter: Letter) => Promise<Home | NoHome>;
  /** Once it is aborted, the batch under way is finished, and the run stops. */
  readonly stop?: AbortSignal | undefined;
  /** Sees each change of the run. */
  readonly onProgress?: ((run: Run, doing: string) => void) | undefined;
}

/** A letter and where it goes. */
export interface Going {
  readonly letter: Letter;
  readonly home: Home | NoHome;
}
