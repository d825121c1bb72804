import type { Actions } from '../../platform/Call.ts';

/** Amazon SES, version 2 of its API: https://docs.aws.amazon.com/ses/latest/APIReference-V2/ */
export interface Ses {
  /** By name, such as `SendEmail`. SDKs reach them by REST. */
  readonly actions: Actions;
  /** The verified identity that an address is sent from, the narrowest; the address itself where there is none. */
  identityOf(address: string): string;
}
