/** Operations that the console opens in a tab of their own. Whoever starts the cloud names them. */
export interface ConsoleExample {
  /** What the tab is called. */
  readonly name: string;
  /** Who the tab begins as: a name among the users that are seeded. @default who was chosen last */
  readonly username?: string;
  /** One document; where it holds several operations, the console asks which one is to run. */
  readonly query: string;
}
