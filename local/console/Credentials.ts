/** Who the console acts as, in the headers that AppSync reads. */
export interface Credentials {
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
}
