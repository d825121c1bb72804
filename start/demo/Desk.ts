import type { Cloud } from '../../local/startCloud.ts';
import type { Dates } from './dates.ts';
import type { Flat } from './Flat.ts';
import type { Company } from './gather.ts';
import type { Answer, Ledger } from './Ledger.ts';
import type { Live } from './Live.ts';
import type { Person } from './Person.ts';
import type { Request } from './Request.ts';
import type { Screen } from './Screen.ts';

/** What a scene plays on. */
export interface Desk {
  readonly cloud: Cloud;
  readonly screen: Screen;
  readonly ledger: Ledger;
  readonly live: Live;
  readonly people: Company['people'];
  /** Of Harbour House. */
  readonly flats: readonly Flat[];
  /** A booking of a person whom the subscription told this status last. */
  bookingOf(person: Person, status: string): string;
  /** The flat of that number in Harbour House. */
  flat(number: string): Flat;
  /** `count` nights from a day well ahead, `offset` days after the first such day. */
  nights(offset: number, count: number): Dates;
  /** Sends a request, writes it down and shows it. */
  send(request: Request): Promise<Answer>;
  /** Sends requests at the same instant; of like refusals one line is shown. */
  sendAtOnce(requests: readonly Request[]): Promise<readonly Answer[]>;
  /** Everybody signs in and subscribes anew: sessions and connections end with time. */
  gatherAgain(): Promise<void>;
  /** Ends the subscriptions. */
  leave(): void;
}
